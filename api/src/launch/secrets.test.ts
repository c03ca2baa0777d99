import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openKeyRing } from '../credentials/key-ring.ts';
import { readEnv } from '../env.ts';
import { readSecrets, SecretMissing } from './secrets.ts';

let dir: string;
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'patchbay-secrets-'))));
afterAll(() => rmSync(dir, { recursive: true }));

it('are made once, differ from each other, and are for their owner only', () => {
  const first = readSecrets(dir, false);
  expect(readSecrets(dir, true)).toEqual(first);
  expect(new Set(Object.values(first).map(({ text }) => text)).size).toBe(4);
  for (const { file } of Object.values(first)) expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('are what the parts accept', () => {
  const { keyRing, authSecret } = readSecrets(dir, true);
  expect(() => openKeyRing(keyRing.file)).not.toThrow();
  const url = 'postgres://localhost/x';
  expect(() =>
    readEnv('entryLink', { DATABASE_URL: url, PUBLIC_URL: 'http://a', AUTH_SECRET: authSecret.text }),
  ).not.toThrow();
});

it('are never replaced where the database depends on them', () => {
  const { keyRing, authSecret } = readSecrets(dir, true);
  rmSync(authSecret.file);
  expect(readSecrets(dir, true).authSecret.text).not.toBe(authSecret.text);
  rmSync(keyRing.file);
  expect(() => readSecrets(dir, true)).toThrow(SecretMissing);
  expect(() => readSecrets(dir, true)).toThrow(keyRing.file);
});
