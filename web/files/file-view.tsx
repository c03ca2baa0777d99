'use client';

import { FileText } from 'lucide-react';
import { useParams } from 'next/navigation';
import { fileAddress, type FileValue, isImage, sizeInWords } from './file-value';

/** A file of a run: an image as a thumbnail that opens it, a document as a link that saves it. */
export function FileView({ file }: { file: FileValue }) {
  const { organization } = useParams<{ organization: string }>();
  const address = fileAddress(file, organization);
  return (
    <a
      href={address}
      {...(isImage(file) ? { target: '_blank', rel: 'noreferrer' } : { download: true })}
      className="inline-flex max-w-full items-center gap-3 rounded-md border border-line bg-panel p-2 hover:bg-sunken"
    >
      {isImage(file) ? (
        <img
          src={address}
          alt=""
          loading="lazy"
          className="size-20 shrink-0 rounded-sm border border-line object-cover"
        />
      ) : (
        <FileText aria-hidden className="size-5 shrink-0 text-muted" />
      )}
      <span className="min-w-0 text-sm">
        <span className="block truncate text-accent">{file.name}</span>
        <span className="text-xs text-muted">{sizeInWords(file.size)}</span>
      </span>
    </a>
  );
}
