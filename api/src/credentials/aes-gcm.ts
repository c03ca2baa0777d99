import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export class SealError extends Error {
  override readonly name = 'SealError';
}

const nonceLength = 12;
const authTagLength = 16;

/** AES-256-GCM; `<nonce>.<ciphertext and tag>` in base64url. */
export function encrypt(key: Buffer, plain: Buffer, binding: Buffer): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength }).setAAD(binding);
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `${nonce.toString('base64url')}.${body.toString('base64url')}`;
}

export function decrypt(key: Buffer, text: string, binding: Buffer): Buffer {
  const [nonceText = '', bodyText = ''] = text.split('.');
  const nonce = Buffer.from(nonceText, 'base64url');
  const body = Buffer.from(bodyText, 'base64url');
  if (nonce.length !== nonceLength || body.length < authTagLength)
    throw new SealError('This is not a sealed value.');
  // Without a fixed tag length node accepts a tag of 4 bytes, which can be forged.
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength })
    .setAAD(binding)
    .setAuthTag(body.subarray(body.length - authTagLength));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, body.length - authTagLength)), decipher.final()]);
  } catch {
    throw new SealError(
      'The sealed value does not open: it was altered, or moved from the place it was sealed for.',
    );
  }
}
