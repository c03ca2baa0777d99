import { randomBytes } from 'node:crypto';
import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** `{"current": "2026-11", "keys": {"2026-11": "<32 bytes in base64>"}}` */
export type RingFile = { current: string; keys: Record<string, string> };

export class KeyRingError extends Error {
  override readonly name = 'KeyRingError';
}

const keyIdSchema = z.string().regex(/^[\w-]{1,64}$/, 'a key id has 1 to 64 letters, digits, "-" or "_"');

const ringSchema = z.strictObject({
  current: keyIdSchema,
  keys: z.record(
    keyIdSchema,
    z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'a key is exactly 32 random bytes in base64'),
  ),
});

export function readRingFile(file: string): RingFile {
  const fault = (message: string) =>
    new KeyRingError(
      `The key ring ${file} (KEY_RING_FILE) ${message}. It looks like {"current": "k1", "keys": {"k1": "<base64>"}}; \`openssl rand -base64 32\` makes a key.`,
    );
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw fault(code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message would quote a piece of the file.
    throw fault('is not valid JSON');
  }
  const read = ringSchema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw fault(`is malformed at "${issue?.path.join('.') || 'its top'}": ${issue?.message}`);
  }
  if (!Object.hasOwn(read.data.keys, read.data.current))
    throw fault(`names "${read.data.current}" as current, which is not among its keys`);
  return read.data;
}

/** A new key that wraps nothing yet: every process may come to know it before one is wrapped by it. */
export function addRingKey(file: string, id: string): void {
  const { current, keys } = readRingFile(file);
  if (!keyIdSchema.safeParse(id).success)
    throw new KeyRingError(`"${id}" is no key id: it has 1 to 64 letters, digits, "-" or "_".`);
  if (Object.hasOwn(keys, id)) throw new KeyRingError(`The key ring ${file} has a key "${id}" already.`);
  writeRingFile(file, { current, keys: { ...keys, [id]: randomBytes(32).toString('base64') } });
}

export function useRingKey(file: string, id: string): void {
  const { current, keys } = readRingFile(file);
  if (!Object.hasOwn(keys, id))
    throw new KeyRingError(`The key ring ${file} has no key "${id}". Add it first.`);
  if (current !== id) writeRingFile(file, { current: id, keys });
}

export function dropRingKey(file: string, id: string): void {
  const { current, keys } = readRingFile(file);
  if (!Object.hasOwn(keys, id)) throw new KeyRingError(`The key ring ${file} has no key "${id}".`);
  if (current === id) throw new KeyRingError(`"${id}" is the current key. Use another one first.`);
  writeRingFile(file, {
    current,
    keys: Object.fromEntries(Object.entries(keys).filter(([key]) => key !== id)),
  });
}

/** Moved into place as a whole, so that nobody reads half of it. */
function writeRingFile(file: string, ring: RingFile): void {
  const { mode, uid, gid } = statSync(file);
  writeFileSync(`${file}.new`, `${JSON.stringify(ring, null, 2)}\n`, { mode: mode & 0o777, flush: true });
  // The operator may be somebody else than api and worker, who must go on reading it.
  chownSync(`${file}.new`, uid, gid);
  renameSync(`${file}.new`, file);
}
