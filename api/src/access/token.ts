import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody can guess: 32 random bytes. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored in a token's place. It is random already, so one round of SHA-256 is enough. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
