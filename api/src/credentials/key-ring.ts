import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { decrypt, encrypt, SealError } from './aes-gcm.ts';
import { OrganizationKey } from './seal.ts';

/**
 * The key ring wraps organisations' keys and lives outside the database. A key management service fits in its place.
 *
 * Rotation: add a key to the file, name it `current`, rewrap every organisation's key, then drop the old one.
 */
export interface KeyRing {
  wrap(key: OrganizationKey, organizationId: string): Promise<string>;
  unwrap(wrapped: string, organizationId: string): Promise<OrganizationKey>;
  /** False where a rotation has made another key the current one: wrap it anew. */
  isCurrent(wrapped: string): Promise<boolean>;
}

class KeyRingError extends Error {
  override readonly name = 'KeyRingError';
}

type Keys = { current: string; keys: ReadonlyMap<string, Buffer> };

/**
 * Opens the ring of a JSON file: `{"current": "2026-11", "keys": {"2026-11": "<32 bytes in base64>"}}`.
 * A ring that is missing or malformed stops the program here, before it could store what nobody can open.
 */
export function openKeyRing(file: string): KeyRing {
  let ring = readKeyRing(file);
  return {
    async wrap(key, organizationId) {
      // Another process may have rotated: what is wrapped now must be wrapped by the key that is current now.
      ring = readKeyRing(file);
      const body = encrypt(
        ringKey(ring, ring.current, file),
        key.reveal(),
        bindingOf(organizationId, key.id, ring.current),
      );
      return `w1.${ring.current}.${key.id}.${body}`;
    },
    async unwrap(wrapped, organizationId) {
      const { ringId, keyId, body } = partsOf(wrapped);
      if (!ring.keys.has(ringId)) ring = readKeyRing(file);
      const bytes = decrypt(ringKey(ring, ringId, file), body, bindingOf(organizationId, keyId, ringId));
      return new OrganizationKey(keyId, bytes);
    },
    async isCurrent(wrapped) {
      ring = readKeyRing(file);
      return partsOf(wrapped).ringId === ring.current;
    },
  };
}

const keyIdSchema = z.string().regex(/^[\w-]{1,64}$/, 'a key id has 1 to 64 letters, digits, "-" or "_"');

const ringSchema = z.strictObject({
  current: keyIdSchema,
  keys: z.record(
    keyIdSchema,
    z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=$/, 'a key is exactly 32 random bytes in base64')
      .transform((text) => Buffer.from(text, 'base64')),
  ),
});

function readKeyRing(file: string): Keys {
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
  const { current, keys } = read.data;
  if (!Object.hasOwn(keys, current))
    throw fault(`names "${current}" as current, which is not among its keys`);
  return { current, keys: new Map(Object.entries(keys)) };
}

function ringKey(ring: Keys, id: string, file: string): Buffer {
  const key = ring.keys.get(id);
  if (!key) {
    throw new KeyRingError(
      `The key ring ${file} (KEY_RING_FILE) has no key "${id}", which an organization's key is wrapped by. Put it back: a key may go only after every organization's key was rewrapped.`,
    );
  }
  return key;
}

function partsOf(wrapped: string): { ringId: string; keyId: string; body: string } {
  const [version, ringId, keyId, nonce, body, ...rest] = wrapped.split('.');
  if (version !== 'w1' || !ringId || !keyId || !nonce || !body || rest.length > 0) {
    throw new SealError('This is not a wrapped key.');
  }
  return { ringId, keyId, body: `${nonce}.${body}` };
}

function bindingOf(organizationId: string, keyId: string, ringId: string): Buffer {
  return Buffer.from(JSON.stringify([organizationId, keyId, ringId]));
}
