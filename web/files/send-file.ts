import {
  type FileKind,
  fileTypes,
  largestUploadMegabytes,
  listFileTypes,
} from '@patchbay/schema/file-types.ts';
import { type FileValue, isFileValue, sizeInWords } from './file-value';

export interface Destination {
  /** The slug of the organisation. */
  organization: string;
  projectId: string;
}

interface Options extends Destination {
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(share: number): void;
}

/** What can be told of a file before it is sent; a text says why it is not. */
export function refuseFile({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  if (size === 0) return `“${name}” is empty.`;
  if (size > largestUploadMegabytes * 1024 * 1024)
    return `“${name}” has ${sizeInWords(size)}; at most ${largestUploadMegabytes} MB can be sent. Make it smaller first.`;
  return null;
}

/** For the browser's own dialog. */
export function acceptedFiles(kind: FileKind): string {
  return Object.entries(fileTypes)
    .filter(([, type]) => type.kind === kind)
    .flatMap(([mediaType, { extensions }]) => [mediaType, ...extensions.map((extension) => `.${extension}`)])
    .join(',');
}

export function fileHint(kind: FileKind): string {
  return `${listFileTypes(kind)}, at most ${largestUploadMegabytes} MB.`;
}

/** Throws with what a person can act on. By XMLHttpRequest: `fetch` tells nothing of what has been sent so far. */
export function sendFile(
  file: File,
  { organization, projectId, signal, onProgress }: Options,
): Promise<FileValue> {
  const { promise, resolve, reject } = Promise.withResolvers<FileValue>();
  const request = new XMLHttpRequest();
  request.open('POST', '/files');
  request.responseType = 'json';
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader('patchbay-organization', organization);
  request.setRequestHeader('patchbay-project', projectId);
  request.setRequestHeader('patchbay-file-name', encodeURIComponent(file.name.toWellFormed()));
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total > 0 ? loaded / total : 0),
  );
  request.addEventListener('load', () => {
    const answer: unknown = request.response;
    if (request.status === 201 && isFileValue(answer)) resolve(answer);
    else reject(new Error(messageOf(answer)));
  });
  request.addEventListener('error', () =>
    reject(new Error('The file did not arrive: the connection broke. Try again.')),
  );
  request.addEventListener('abort', () => reject(signal.reason));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

function messageOf(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'message' in answer
    ? String(answer.message)
    : 'The file was not taken. Try again.';
}
