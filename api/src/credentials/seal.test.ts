import { createCipheriv, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { generateOrganizationKey, open, OrganizationKey, seal, sealedWith, type Place } from './seal.ts';
import { Secret } from './secret.ts';

const place: Place = { organizationId: 'org-a', table: 'credential', row: '1', field: 'apiKey' };
const key = generateOrganizationKey();

test.each(['sk-1234567890', '', 'with "quotes"\nand lines', 'ключ 🔑', 'x'.repeat(16_384)])(
  'a sealed secret opens in its place',
  (value) => {
    const sealed = seal(key, new Secret(value), place);
    expect(open(key, sealed, place).reveal()).toBe(value);
    if (value.length > 4) expect(sealed).not.toContain(value);
  },
);

test('the same secret never looks the same twice', () => {
  const secret = new Secret('sk-1234567890');
  expect(seal(key, secret, place)).not.toBe(seal(key, secret, place));
});

test.each([
  ['organisation', { organizationId: 'org-b' }],
  ['table', { table: 'connection' }],
  ['row', { row: '2' }],
  ['field', { field: 'secretKey' }],
])('moved to another %s it does not open', (_what, elsewhere) => {
  const sealed = seal(key, new Secret('sk-1234567890'), place);
  expect(() => open(key, sealed, { ...place, ...elsewhere })).toThrow('moved from the place');
});

test('parts of a place cannot be shifted across their borders', () => {
  const sealed = seal(key, new Secret('x'), { ...place, table: 'ab', row: 'c' });
  expect(() => open(key, sealed, { ...place, table: 'a', row: 'bc' })).toThrow();
});

test('a sealed value names its key, and another key of the same id does not open it', () => {
  const sealed = seal(key, new Secret('sk-1234567890'), place);
  expect(sealedWith(sealed)).toBe(key.id);
  expect(() => open(generateOrganizationKey(), sealed, place)).toThrow('sealed with key');
  expect(() => open(new OrganizationKey(key.id, Buffer.alloc(32, 7)), sealed, place)).toThrow(
    'does not open',
  );
});

test('a value that was altered, or whose tag was cut short, does not open', () => {
  const sealed = seal(key, new Secret('sk-1234567890'), place);
  const [version, id, nonce, body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  for (let position = 0; position < bytes.length; position++) {
    const altered = Buffer.from(bytes);
    altered[position] = (altered[position] ?? 0) ^ 1;
    expect(() => open(key, [version, id, nonce, altered.toString('base64url')].join('.'), place)).toThrow();
  }
  const shortTag = bytes.subarray(0, bytes.length - 12).toString('base64url');
  expect(() => open(key, [version, id, nonce, shortTag].join('.'), place)).toThrow();
  for (const text of ['', 'v1', 'v2.a.b.c', 'v1..b.c', `v1.${key.id}..`, 'sk-1234567890'])
    expect(() => open(key, text, place)).toThrow();
});

test('a tag of four bytes is refused, though it is the right one', () => {
  const nonce = randomBytes(12);
  const binding = Buffer.from(JSON.stringify([...Object.values(place), key.id]));
  const forge = (authTagLength: number) => {
    const cipher = createCipheriv('aes-256-gcm', key.reveal(), nonce, { authTagLength }).setAAD(binding);
    const body = Buffer.concat([cipher.update('sk-1234567890'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${key.id}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
  };
  expect(open(key, forge(16), place).reveal()).toBe('sk-1234567890');
  for (const length of [4, 8, 12]) expect(() => open(key, forge(length), place)).toThrow();
});

test('neither a secret nor an organisation key can be printed', () => {
  const secret = new Secret('sk-canary-123');
  const bytes = key.reveal();
  for (const shown of [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: { secret } }, { showHidden: true, depth: 9 }),
    secret + '',
  ]) {
    expect(shown).toContain('****');
    expect(shown).not.toContain('canary');
  }
  expect(inspect(key, { showHidden: true, depth: 9 })).not.toContain(bytes.toString('hex').slice(0, 4));
  expect(JSON.stringify(key)).toBe(JSON.stringify({ id: key.id }));
});
