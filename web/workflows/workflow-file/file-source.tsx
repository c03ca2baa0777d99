'use client';

import clsx from 'clsx';
import { FileJson } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Textarea } from '@/ui/textarea';

interface FileSourceProps {
  busy: boolean;
  /** A name where it came as a file. */
  onText(text: string, name: string | null): void;
}

/** A workflow file: picked, dropped, or pasted as text. */
export function FileSource({ busy, onText }: FileSourceProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState('');
  const take = (file: File | undefined) => void file?.text().then((text) => onText(text, file.name));

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          'flex flex-col items-center gap-2 rounded-md border border-dashed px-4 py-7 text-center transition-colors',
          over ? 'border-accent bg-accent-soft' : 'border-edge',
        )}
      >
        <FileJson aria-hidden className="size-6 text-muted" />
        <p className="text-sm text-muted">Drop a workflow file here, or</p>
        <Button pending={busy} onClick={() => picker.current?.click()}>
          Choose a file
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          aria-label="Workflow file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file once more, mended meanwhile, is a change, too.
            event.target.value = '';
          }}
        />
      </div>
      <Field label="Or paste its text">
        <Textarea
          rows={4}
          spellCheck={false}
          value={pasted}
          placeholder={'{ "patchbay": "workflow", … }'}
          className="max-h-48 font-mono text-xs"
          onChange={(event) => setPasted(event.target.value)}
        />
      </Field>
      {pasted.trim() !== '' && (
        <Button className="self-start" pending={busy} onClick={() => onText(pasted, null)}>
          Read the text
        </Button>
      )}
    </>
  );
}
