import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inOrganization } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createActor } from '../test/durable-ground.ts';
import { organizationKey } from './credential-store.ts';
import { addRingKey, dropRingKey, useRingKey } from './key-ring-file.ts';
import { openKeyRing } from './key-ring.ts';
import { OrganizationKeyRow } from './organization-key-row.ts';
import { keyRingUse, rewrapKeys } from './rewrap-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'rewrap-'));
const file = join(folder, 'ring.json');
let database: TestDatabase;
beforeAll(async () => {
  const keys = { k1: randomBytes(32).toString('base64') };
  writeFileSync(file, JSON.stringify({ current: 'k1', keys }), { mode: 0o640 });
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function createOrganization() {
  const ring = openKeyRing(file);
  const { organizationId } = await createActor(database.orm);
  const inside = <T>(work: Parameters<typeof inOrganization<T>>[2]) =>
    inOrganization(database.orm, organizationId, work);
  const { id } = await inside((em) => organizationKey(em, ring, organizationId));
  return { organizationId, keyId: id, inside };
}

test('every key is wrapped anew and stays the same key; what failed is named and left as it is', async () => {
  const whole = [await createOrganization(), await createOrganization(), await createOrganization()];
  const broken = await createOrganization();
  await broken.inside((em) => em.nativeUpdate(OrganizationKeyRow, {}, { wrapped: 'w1.gone.key.nonce.body' }));
  expect(await keyRingUse(database.orm)).toEqual([
    { ringId: 'gone', organizations: 1 },
    { ringId: 'k1', organizations: 3 },
  ]);

  addRingKey(file, 'k2');
  useRingKey(file, 'k2');
  const twice = await Promise.all([
    rewrapKeys(database.orm, openKeyRing(file)),
    rewrapKeys(database.orm, openKeyRing(file)),
  ]);
  expect(twice.map(({ rewrapped }) => rewrapped).reduce((sum, one) => sum + one)).toBe(3);
  for (const { failed } of twice) {
    expect(failed).toEqual([
      { organizationId: broken.organizationId, reason: expect.stringContaining('has no key "gone"') },
    ]);
  }
  expect(await rewrapKeys(database.orm, openKeyRing(file))).toMatchObject({ rewrapped: 0 });

  dropRingKey(file, 'k1');
  const ring = openKeyRing(file);
  for (const { organizationId, keyId, inside } of whole)
    expect((await inside((em) => organizationKey(em, ring, organizationId))).id).toBe(keyId);
});

test('the file is changed as a whole, keeps who may read it, and refuses what would lose a key', () => {
  const before = readFileSync(file, 'utf8');
  expect(() => addRingKey(file, 'k2')).toThrow('has a key "k2" already');
  expect(() => addRingKey(file, 'k.3')).toThrow('no key id');
  expect(() => useRingKey(file, 'k9')).toThrow('has no key "k9". Add it first.');
  expect(() => dropRingKey(file, 'k9')).toThrow('has no key "k9"');
  expect(() => dropRingKey(file, 'k2')).toThrow('is the current key');
  expect(readFileSync(file, 'utf8')).toBe(before);
  addRingKey(file, 'k3');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    current: 'k2',
    keys: { k2: expect.any(String) },
  });
  expect(statSync(file).mode & 0o777).toBe(0o640);
});
