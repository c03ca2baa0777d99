import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openKeyRing } from './key-ring.ts';
import { generateOrganizationKey, open, seal } from './seal.ts';
import { Secret } from './secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'key-ring-'));
afterAll(() => rmSync(folder, { recursive: true }));

const newKey = () => randomBytes(32).toString('base64');
let count = 0;
function write(content: unknown, file = join(folder, `ring-${count++}.json`)) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const place = { organizationId: 'org-a', table: 'credential', row: '1', field: 'apiKey' };

test('a wrapped organisation key comes back whole, also to another process', async () => {
  const file = write({ current: 'k1', keys: { k1: newKey() } });
  const key = generateOrganizationKey();
  const sealed = seal(key, new Secret('sk-1'), place);
  const wrapped = await openKeyRing(file).wrap(key, 'org-a');
  const unwrapped = await openKeyRing(file).unwrap(wrapped, 'org-a');
  expect(unwrapped.id).toBe(key.id);
  expect(open(unwrapped, sealed, place).reveal()).toBe('sk-1');
});

test('a wrapped key of one organisation does not open for another, nor under another ring key', async () => {
  const ring = openKeyRing(write({ current: 'k1', keys: { k1: newKey(), k2: newKey() } }));
  const wrapped = await ring.wrap(generateOrganizationKey(), 'org-a');
  await expect(ring.unwrap(wrapped, 'org-b')).rejects.toThrow('does not open');
  await expect(ring.unwrap(wrapped.replace('w1.k1.', 'w1.k2.'), 'org-a')).rejects.toThrow('does not open');
  await expect(ring.unwrap('nonsense', 'org-a')).rejects.toThrow('not a wrapped key');
});

test('the ring rotates while programs run', async () => {
  const k1 = newKey();
  const k2 = newKey();
  const file = write({ current: 'k1', keys: { k1 } });
  const [running, other] = [openKeyRing(file), openKeyRing(file)];
  const key = generateOrganizationKey();
  const before = await running.wrap(key, 'org-a');

  write({ current: 'k2', keys: { k1, k2 } }, file);
  expect(await running.currentId()).toBe('k2');
  const after = await running.wrap(await running.unwrap(before, 'org-a'), 'org-a');
  expect(after).toMatch(/^w1\.k2\./);
  expect((await other.unwrap(after, 'org-a')).reveal()).toEqual(key.reveal());
  expect((await other.unwrap(before, 'org-a')).reveal()).toEqual(key.reveal());

  write({ current: 'k2', keys: { k2 } }, file);
  expect((await openKeyRing(file).unwrap(after, 'org-a')).reveal()).toEqual(key.reveal());
  await expect(openKeyRing(file).unwrap(before, 'org-a')).rejects.toThrow('has no key "k1"');
  // A call that read the old wrapping before it was replaced ends well all the same.
  await running.wrap(key, 'org-a');
  expect((await running.unwrap(before, 'org-a')).reveal()).toEqual(key.reveal());
});

test.each([
  ['missing', null, 'does not exist'],
  ['no JSON', '{"current": "k1", "keys": {"k1": "c2VjcmV0', 'not valid JSON'],
  ['without keys', { current: 'k1' }, 'malformed at "keys"'],
  [
    'with a short key',
    { current: 'k1', keys: { k1: Buffer.alloc(16).toString('base64') } },
    'exactly 32 random bytes',
  ],
  ['with a bad key id', { current: 'k.1', keys: { 'k.1': newKey() } }, 'malformed'],
  ['without its current key', { current: 'k2', keys: { k1: newKey() } }, 'names "k2" as current'],
  ['with an unknown field', { current: 'k1', keys: { k1: newKey() }, old: 1 }, 'malformed'],
])('a ring that is %s stops the program with a message that says what to do', (_what, content, message) => {
  const file = content === null ? join(folder, 'nowhere.json') : write(content);
  expect(() => openKeyRing(file)).toThrow(message);
  expect(() => openKeyRing(file)).toThrow(/KEY_RING_FILE.*openssl rand/);
  expect(() => openKeyRing(file)).not.toThrow('c2VjcmV0');
});
