import type { IncomingMessage } from 'node:http';
import { largestUploadMegabytes } from '@patchbay/schema/file-types.ts';
import { UploadRefusedError } from './upload-refused-error.ts';

const largest = largestUploadMegabytes * 1024 * 1024;

/** A phone on a slow line takes this long for 20 MB; whoever drips bytes to hold a place here takes longer. */
const deadlineMs = 5 * 60_000;

export type BodyLimits = { deadlineMs?: number };

/** The whole file, as its sender measured it beforehand: one that was cut on its way is never taken for a whole one. */
export async function readBody(request: IncomingMessage, limits: BodyLimits = {}): Promise<Buffer> {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!Number.isSafeInteger(length))
    throw new UploadRefusedError(
      'LENGTH_REQUIRED',
      'Say how large the file is, in the header content-length.',
    );
  if (length > largest)
    throw new UploadRefusedError(
      'TOO_LARGE',
      `The file has ${Math.ceil(length / 1024 / 1024)} MB; at most ${largestUploadMegabytes} MB are taken. Make it smaller first.`,
    );
  // The request itself stays whole, so that whoever is too slow can be told so.
  const pieces = request.iterator({ destroyOnReturn: false });
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(tooSlow()), limits.deadlineMs ?? deadlineMs);
  const read: Buffer[] = [];
  try {
    for (;;) {
      const piece = await Promise.race([pieces.next(), late]);
      if (piece.done) return Buffer.concat(read);
      read.push(piece.value);
    }
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(): UploadRefusedError {
  return new UploadRefusedError('TOO_SLOW', 'The file took too long to arrive. Try again on a better line.');
}
