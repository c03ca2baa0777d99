import { expect, test } from 'vitest';
import { maskSecret, readSecretInput } from './mask.ts';
import { Secret } from './secret.ts';

test.each([
  ['sk-proj-abcdef1234', '****1234'],
  ['twelve-chars', '****hars'],
  ['eleven-char', '****'],
  ['abcd', '****'],
  ['{\n  "type": "service_account"\n}', '****'],
  ['', '****'],
])('%s is shown as %s', (value, mask) => {
  expect(maskSecret(new Secret(value))).toBe(mask);
});

test('a blank field, or the mask sent back, keeps the stored secret', () => {
  for (const typed of ['', '   ', null, undefined, '****1234', ' ****1234 ']) {
    expect(readSecretInput(typed, '****1234')).toEqual({ kind: 'keep' });
  }
});

test('a mask that is not of the stored secret is refused, never stored', () => {
  for (const typed of ['****', '****9999', '********', '••••1234']) {
    expect(readSecretInput(typed, '****1234')).toEqual({ kind: 'foreign-mask' });
    expect(readSecretInput(typed, null)).toEqual({ kind: 'foreign-mask' });
  }
});

test('anything else replaces it, without the blanks that copying adds', () => {
  const change = readSecretInput(' sk-new-value\n', '****1234');
  expect(change.kind === 'replace' && change.secret.reveal()).toBe('sk-new-value');
});
