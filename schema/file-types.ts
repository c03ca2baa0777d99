/**
 * Image      what a model with vision looks at
 * Document   a PDF, which a model looks at as well, or a text, which any model reads
 */
export type FileKind = 'image' | 'document';

type FileType = { kind: FileKind; label: string; extensions: readonly [string, ...string[]] };

/** What may be uploaded. A file is told by its bytes; only among texts does its name say more. */
export const fileTypes = {
  'image/png': { kind: 'image', label: 'PNG', extensions: ['png'] },
  'image/jpeg': { kind: 'image', label: 'JPEG', extensions: ['jpg', 'jpeg'] },
  'image/webp': { kind: 'image', label: 'WebP', extensions: ['webp'] },
  'image/gif': { kind: 'image', label: 'GIF', extensions: ['gif'] },
  'application/pdf': { kind: 'document', label: 'PDF', extensions: ['pdf'] },
  'text/plain': { kind: 'document', label: 'plain text', extensions: ['txt', 'text', 'log'] },
  'text/markdown': { kind: 'document', label: 'Markdown', extensions: ['md', 'markdown'] },
  'text/csv': { kind: 'document', label: 'CSV', extensions: ['csv'] },
  'application/json': { kind: 'document', label: 'JSON', extensions: ['json'] },
} satisfies Record<string, FileType>;

export type MediaType = keyof typeof fileTypes;

export const mediaTypes = Object.keys(fileTypes).filter(isMediaType);

export function isMediaType(text: string): text is MediaType {
  return Object.hasOwn(fileTypes, text);
}

/** "PNG, JPEG, WebP or GIF" */
export function listFileTypes(kind: FileKind): string {
  const labels = mediaTypes
    .filter((type) => fileTypes[type].kind === kind)
    .map((type) => fileTypes[type].label);
  return `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`;
}

export const largestUploadMegabytes = 20;
