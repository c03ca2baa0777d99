import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';

// Restate signs its requests to the worker with an ed25519 key; the worker refuses whatever is not signed with it,
// so that nobody else on this machine can run its handlers.

export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  }) as string;
}

/** The public half, spelt as Restate and its SDK spell it. */
export function identityKeyOf(signingKeyPem: string): string {
  const { x } = createPublicKey(createPrivateKey(signingKeyPem)).export({ format: 'jwk' });
  return `publickeyv1_${base58(Buffer.from(x!, 'base64url'))}`;
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)]! + text;
  // A leading zero byte is no part of the number: it is kept as a leading "1".
  const leadingZeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(leadingZeros === -1 ? bytes.length : leadingZeros) + text;
}
