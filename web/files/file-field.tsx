'use client';

import type { FileKind } from '@patchbay/schema/file-types.ts';
import { FileText, FileUp, ImageUp, RotateCcw, X } from 'lucide-react';
import { useParams } from 'next/navigation';
import { type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { fileAddress, type FileValue, isImage, sizeInWords } from './file-value';
import { acceptedFiles, fileHint, refuseFile } from './send-file';
import { useSending } from './use-sending';

interface FileFieldProps {
  label: string;
  hint: string;
  optional: boolean;
  error: string | undefined;
  kind: FileKind;
  projectId: string;
  value: FileValue | null;
  onArriving(name: string): void;
  onChange(value: FileValue | null): void;
}

/** A file, chosen, dropped or pasted here; it is sent at once, and named by the run that is started. */
export function FileField({
  label,
  hint,
  optional,
  error,
  kind,
  projectId,
  value,
  ...heard
}: FileFieldProps) {
  const { organization } = useParams<{ organization: string }>();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const [over, setOver] = useState(false);
  const { sending, failed, send, cancel } = useSending({ organization, projectId }, heard);
  const state = sending ? 'sending' : failed ? 'failed' : value ? 'there' : 'none';
  useKeptFocus(group, state);

  function take(file: File | undefined) {
    if (!file) return;
    const refused = refuseFile(file);
    setRefusal(refused ?? undefined);
    if (refused === null) void send(file);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  function paste(event: ClipboardEvent) {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    take(file);
  }

  function remove() {
    setRefusal(undefined);
    cancel();
    heard.onChange(null);
  }

  const fault = refusal ?? failed?.message ?? error;
  return (
    <div
      ref={group}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      onPaste={paste}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <span id={`${id}-label`} className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </span>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex min-h-20 flex-wrap items-center gap-3 rounded-md border border-dashed px-3 py-2.5 ${
          over ? 'border-accent bg-accent-soft' : fault ? 'border-danger bg-panel' : 'border-edge bg-panel'
        }`}
      >
        {sending && (
          <>
            <Progress name={sending.name} share={sending.share} />
            <Button onClick={remove}>Cancel</Button>
          </>
        )}
        {!sending && failed && (
          <>
            <span className="min-w-0 flex-1 truncate text-sm">{failed.file.name}</span>
            <Button icon={<RotateCcw />} onClick={() => take(failed.file)}>
              Try again
            </Button>
            <IconButton label={`Remove ${failed.file.name}`} onClick={remove}>
              <X />
            </IconButton>
          </>
        )}
        {state === 'there' && value && (
          <>
            <Thumbnail file={value} organization={organization} />
            <span className="min-w-0 flex-1 text-sm">
              <span className="block truncate">{value.name}</span>
              <span className="text-xs text-muted">{sizeInWords(value.size)}</span>
            </span>
            <IconButton label={`Remove ${value.name}`} onClick={remove}>
              <X />
            </IconButton>
          </>
        )}
        {state === 'none' && (
          <>
            <Button icon={kind === 'image' ? <ImageUp /> : <FileUp />} onClick={() => input.current?.click()}>
              {kind === 'image' ? 'Choose an image' : 'Choose a document'}
            </Button>
            <span className="text-xs text-muted">or drop or paste one here. {fileHint(kind)}</span>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept={acceptedFiles(kind)}
          aria-label={`File for ${label}`}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {fault && (
        <p role="alert" className="text-xs text-danger">
          {fault}
        </p>
      )}
    </div>
  );
}

function Thumbnail({ file, organization }: { file: FileValue; organization: string }) {
  if (!isImage(file)) return <FileText aria-hidden className="size-6 shrink-0 text-muted" />;
  return (
    <img
      src={fileAddress(file, organization)}
      alt={`Preview of ${file.name}`}
      className="size-14 rounded-md border border-line object-cover"
    />
  );
}

function Progress({ name, share }: { name: string; share: number }) {
  const percent = Math.round(share * 100);
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-1.5 text-sm">
      <span className="truncate">{name}</span>
      <span
        role="progressbar"
        aria-label={`Sending ${name}`}
        aria-valuenow={percent}
        className="block h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
    </span>
  );
}

/** What had the focus goes away with each state: whoever works by keyboard goes on in its place. */
function useKeptFocus(group: React.RefObject<HTMLDivElement | null>, state: string) {
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (document.activeElement === document.body) group.current?.querySelector('button')?.focus();
  }, [group, state]);
}
