// Signing in hundreds of times, tests would spend minutes on a hash that is slow on purpose: theirs is quick.
// What the real one promises is told in access/auth.test.ts.
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { vi } from 'vitest';

const hashed = (password: string, salt: Buffer): Buffer =>
  scryptSync(password.normalize('NFKC'), salt, 32, { N: 2 });

vi.mock('../access/password.ts', () => ({
  hashPassword: async (password: string) => {
    const salt = randomBytes(16);
    return `${salt.toString('hex')}:${hashed(password, salt).toString('hex')}`;
  },
  verifyPassword: async ({ hash, password }: { hash: string; password: string }) => {
    const [salt, key] = hash.split(':').map((part) => Buffer.from(part, 'hex'));
    return timingSafeEqual(hashed(password, salt!), key!);
  },
}));
