import { type MediaType, fileTypes, listFileTypes, mediaTypes } from '@patchbay/schema/file-types.ts';
import { extensionOf } from './clean-name.ts';
import { UploadRefusedError } from './upload-refused-error.ts';

/** By its first bytes, whatever its name and its sender say. */
const signatures: readonly { type: MediaType; at: (bytes: Buffer) => boolean }[] = [
  { type: 'image/png', at: (bytes) => begins(bytes, '\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', at: (bytes) => begins(bytes, '\xff\xd8\xff') },
  { type: 'image/gif', at: (bytes) => begins(bytes, 'GIF87a') || begins(bytes, 'GIF89a') },
  { type: 'image/webp', at: (bytes) => begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8) },
  { type: 'application/pdf', at: (bytes) => begins(bytes, '%PDF-') },
];

/** Files that people bring in good faith, and what to do with them. */
const refused: readonly { at: (bytes: Buffer) => boolean; because: string }[] = [
  {
    at: (bytes) => begins(bytes, 'PK\x03\x04') || begins(bytes, '\xd0\xcf\x11\xe0'),
    because: 'Archives and office documents cannot be read by models. Save it as a PDF, or as text.',
  },
  {
    at: (bytes) => ['heic', 'heix', 'mif1', 'avif'].some((brand) => begins(bytes, `ftyp${brand}`, 4)),
    because: 'HEIC and AVIF images cannot be read by most models. Save it as JPEG or PNG.',
  },
  {
    at: (bytes) => begins(bytes, '\xff\xfe') || begins(bytes, '\xfe\xff'),
    because: 'This looks like text in UTF-16. Save it as UTF-8.',
  },
];

const known = `Use an image (${listFileTypes('image')}) or a document (${listFileTypes('document')}).`;

export function detectMediaType(bytes: Buffer, name: string): MediaType {
  const signature = signatures.find(({ at }) => at(bytes));
  if (signature) return signature.type;
  const reason = refused.find(({ at }) => at(bytes));
  if (reason) throw new UploadRefusedError('UNSUPPORTED_FILE', `“${name}” is not taken. ${reason.because}`);
  return textType(bytes, name);
}

/** Text has no signature: it is what can be read as text, and is called like one. */
function textType(bytes: Buffer, name: string): MediaType {
  const extension = extensionOf(name);
  const type = mediaTypes.find((candidate) => has(fileTypes[candidate].extensions, extension)) ?? null;
  if (extension !== '' && type === null)
    throw new UploadRefusedError('UNSUPPORTED_FILE', `“${name}” is not taken. ${known}`);
  if (type !== null && !isText(type))
    throw new UploadRefusedError(
      'UNSUPPORTED_FILE',
      `“${name}” is called a ${fileTypes[type].label}, and is none: its content is something else or damaged.`,
    );
  const text = readText(bytes);
  if (text === null)
    throw new UploadRefusedError(
      'UNSUPPORTED_FILE',
      `“${name}” is neither text in UTF-8 nor a known file. ${known}`,
    );
  if (type === 'application/json' && !isJson(text))
    throw new UploadRefusedError('UNSUPPORTED_FILE', `“${name}” is called JSON, and cannot be read as JSON.`);
  return type ?? 'text/plain';
}

export function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType === 'application/json';
}

/** Null for what no editor would show as text, NUL above all. */
function readText(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex
    return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function begins(bytes: Buffer, signature: string, at = 0): boolean {
  return bytes.subarray(at, at + signature.length).equals(Buffer.from(signature, 'latin1'));
}

function has(list: readonly string[], text: string): boolean {
  return list.includes(text);
}
