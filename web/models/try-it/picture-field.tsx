'use client';

import { ImageUp, X } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { megabytes, type Picture, pictureTypes, readPicture } from './read-picture';

interface PictureFieldProps {
  picture: Picture | null;
  fault: string | undefined;
  onChange(picture: Picture | null): void;
}

/** An image, chosen, dropped or pasted here. */
export function PictureField({ picture, fault, onChange }: PictureFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const [over, setOver] = useState(false);

  async function take(file: File | undefined) {
    if (!file) return;
    const read = await readPicture(file);
    setRefusal(typeof read === 'string' ? read : undefined);
    if (typeof read !== 'string') onChange(read);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  function paste(event: ClipboardEvent) {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    void take(file);
  }

  return (
    <div role="group" aria-label="Image" className="flex flex-col gap-1.5" onPaste={paste}>
      <span className="text-sm font-medium">Image</span>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex min-h-20 flex-wrap items-center gap-3 rounded-md border border-dashed px-3 py-2.5 ${
          over ? 'border-accent bg-accent-soft' : 'border-edge bg-panel'
        }`}
      >
        {picture ? (
          <>
            <img
              src={`data:${picture.mediaType};base64,${picture.data}`}
              alt={`Preview of ${picture.name}`}
              className="size-14 rounded-md border border-line object-cover"
            />
            <span className="min-w-0 flex-1 text-sm">
              <span className="block truncate">{picture.name}</span>
              <span className="text-xs text-muted">{megabytes(picture.bytes)}</span>
            </span>
            <IconButton label="Remove the image" onClick={() => onChange(null)}>
              <X />
            </IconButton>
          </>
        ) : (
          <>
            <Button icon={<ImageUp />} onClick={() => input.current?.click()}>
              Choose an image
            </Button>
            <span className="text-xs text-muted">
              or drop or paste one here. PNG, JPEG, GIF or WebP, at most 5 MB.
            </span>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept={pictureTypes.join(',')}
          aria-label="Image file"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {(refusal ?? fault) && (
        <p role="alert" className="text-xs text-danger">
          {refusal ?? fault}
        </p>
      )}
    </div>
  );
}
