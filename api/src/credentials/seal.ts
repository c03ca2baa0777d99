import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, SealError } from './aes-gcm.ts';
import { Secret } from './secret.ts';

/**
 * Organisation key   a random key that seals all secrets of one organisation; stored wrapped by the key ring
 * Place              where a sealed value belongs; moved to any other place it does not open
 * Sealed value       `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url
 */
export type Place = { organizationId: string; table: string; row: string; field: string };

/** The bytes stay inside: an organisation key cannot be printed or serialised either. */
export class OrganizationKey {
  readonly id: string;
  readonly #bytes: Buffer;

  constructor(id: string, bytes: Buffer) {
    if (!/^[\w-]{1,64}$/.test(id))
      throw new Error('An organization key needs an id of letters, digits, "-" and "_".');
    if (bytes.length !== 32) throw new Error('An organization key has 32 bytes.');
    this.id = id;
    this.#bytes = bytes;
  }

  reveal(): Buffer {
    return this.#bytes;
  }
}

export function generateOrganizationKey(): OrganizationKey {
  return new OrganizationKey(randomBytes(9).toString('base64url'), randomBytes(32));
}

export function seal(key: OrganizationKey, secret: Secret, place: Place): string {
  return `v1.${key.id}.${encrypt(key.reveal(), Buffer.from(secret.reveal()), bindingOf(place, key.id))}`;
}

export function open(key: OrganizationKey, sealed: string, place: Place): Secret {
  const keyId = sealedWith(sealed);
  if (keyId !== key.id) throw new SealError(`The value was sealed with key ${keyId}, not with ${key.id}.`);
  const text = sealed.slice(`v1.${keyId}.`.length);
  return new Secret(decrypt(key.reveal(), text, bindingOf(place, key.id)).toString());
}

/** The id of the organisation key that opens a sealed value. */
export function sealedWith(sealed: string): string {
  const [version, keyId, ...rest] = sealed.split('.');
  if (version !== 'v1' || !keyId || rest.length !== 2) throw new SealError('This is not a sealed value.');
  return keyId;
}

/** JSON keeps the parts apart: no value of one field can be read as the border to the next. */
function bindingOf({ organizationId, table, row, field }: Place, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([organizationId, table, row, field, keyId]));
}
