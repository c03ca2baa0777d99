import { decrypt, encrypt, SealError } from './aes-gcm.ts';
import { KeyRingError, readRingFile } from './key-ring-file.ts';
import { OrganizationKey } from './seal.ts';

/**
 * The key ring wraps organisations' keys and lives outside the database. A key management service fits in its place.
 *
 * Rotation: add a key to the ring, use it to wrap every organisation's key anew, then drop the old one.
 */
export interface KeyRing {
  wrap(key: OrganizationKey, organizationId: string): Promise<string>;
  unwrap(wrapped: string, organizationId: string): Promise<OrganizationKey>;
  /** The id of the key that wraps now; what another one has wrapped is to be wrapped anew. */
  currentId(): Promise<string>;
}

type Ring = { current: string; keys: ReadonlyMap<string, Buffer> };

/**
 * Opens the ring of a JSON file. A ring that is missing or malformed stops the program here, before it could store what nobody can open.
 */
export function openKeyRing(file: string): KeyRing {
  let ring = readKeyRing(file);
  const readAgain = () => {
    const { current, keys } = readKeyRing(file);
    // Who read a wrapping just before it was wrapped anew may open it after the old key was dropped from the file: a
    // process forgets a key only when it ends.
    ring = { current, keys: new Map([...ring.keys, ...keys]) };
  };
  return {
    async wrap(key, organizationId) {
      // The ring may have rotated: what is wrapped now must be wrapped by the key that is current now.
      readAgain();
      const body = encrypt(
        ringKey(ring, ring.current, file),
        key.reveal(),
        bindingOf(organizationId, key.id, ring.current),
      );
      return `w1.${ring.current}.${key.id}.${body}`;
    },
    async unwrap(wrapped, organizationId) {
      const { ringId, keyId, body } = partsOf(wrapped);
      if (!ring.keys.has(ringId)) readAgain();
      const bytes = decrypt(ringKey(ring, ringId, file), body, bindingOf(organizationId, keyId, ringId));
      return new OrganizationKey(keyId, bytes);
    },
    async currentId() {
      readAgain();
      return ring.current;
    },
  };
}

function readKeyRing(file: string): Ring {
  const { current, keys } = readRingFile(file);
  return {
    current,
    keys: new Map(Object.entries(keys).map(([id, text]) => [id, Buffer.from(text, 'base64')])),
  };
}

function ringKey(ring: Ring, id: string, file: string): Buffer {
  const key = ring.keys.get(id);
  if (!key) {
    throw new KeyRingError(
      `The key ring ${file} (KEY_RING_FILE) has no key "${id}", which an organization's key is wrapped by. Put it back: a key may go only after every organization's key was rewrapped.`,
    );
  }
  return key;
}

/** The id of the ring's key that a wrapped key was wrapped by. */
export function wrappedBy(wrapped: string): string {
  return partsOf(wrapped).ringId;
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
