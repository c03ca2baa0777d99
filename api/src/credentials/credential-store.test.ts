import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelGround, type ModelGround, type Tenant } from '../test/model-ground.ts';
import { Credential } from './credential.ts';
import { loadCredentials, openSecrets, organizationKey, storeSecrets } from './credential-store.ts';
import { Secret } from './secret.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const audience = 'https://models.example.com';

function store(tenant: Tenant, secrets: Record<string, string>): Promise<Credential> {
  const sealed = Object.entries(secrets).map(([field, value]) => [field, new Secret(value)]);
  const { organizationId } = tenant.actor;
  const owner = { organizationId, provider: 'openai-compatible', audience };
  return tenant.transact((em) => storeSecrets(em, ground.services.ring, owner, Object.fromEntries(sealed)));
}

async function reveal(tenant: Tenant, id: string, to = audience): Promise<Record<string, string>> {
  const found = await tenant.transact((em) => loadCredentials(em, [id]));
  const sealed = found.get(id);
  if (!sealed) throw new Error('There is no such credential here.');
  const opened = await openSecrets(ground.services.ring, sealed, to);
  return Object.fromEntries(Object.entries(opened).map(([field, secret]) => [field, secret.reveal()]));
}

/** Every row of every table as text, as a dump would have it. */
async function dump(): Promise<string> {
  const client = new pg.Client({ connectionString: ground.database.url });
  await client.connect();
  const { rows: tables } = await client.query(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname in ('public', 'auth')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query(
      `select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`,
    );
    texts.push(rows[0].text);
  }
  await client.end();
  return texts.join('\n');
}

test('what was stored comes back, also with quotes and line breaks in it', async () => {
  const secrets = { apiKey: 'sk-"quoted"\n{"json": true}', other: 'x' };
  const { id, masks } = await store(ground.ours, secrets);
  expect(await reveal(ground.ours, id)).toEqual(secrets);
  expect(masks.other).toBe('****');
});

test('secrets are opened for the audience they were stored for, and for no other', async () => {
  const { id } = await store(ground.ours, { apiKey: 'sk-for-one-place' });
  await expect(reveal(ground.ours, id, 'https://evil.example.com')).rejects.toThrow(
    /was saved for https:\/\/models/,
  );
});

test('a sealed value moved to another field does not open', async () => {
  const { id } = await store(ground.ours, { apiKey: 'sk-a-secret-value' });
  await ground.ours.transact(async (em) => {
    const credential = await em.findOneOrFail(Credential, { id });
    credential.sealed = { token: credential.sealed.apiKey ?? '' };
  });
  await expect(reveal(ground.ours, id)).rejects.toThrow(/does not open/);
});

test('a sealed value moved to another row does not open', async () => {
  const [one, other] = [
    await store(ground.ours, { apiKey: 'sk-of-one' }),
    await store(ground.ours, { apiKey: 'sk-of-other' }),
  ];
  await ground.ours.transact((em) => em.nativeUpdate(Credential, { id: other.id }, { sealed: one.sealed }));
  await expect(reveal(ground.ours, other.id)).rejects.toThrow(/does not open/);
});

test('a row moved to another organisation does not open, nor can one there see it', async () => {
  const { id } = await store(ground.ours, { apiKey: 'sk-of-ours' });
  await store(ground.theirs, { apiKey: 'sk-of-theirs' });
  await expect(reveal(ground.theirs, id)).rejects.toThrow(/no such credential/);
  await ground.database.orm.em
    .fork()
    .execute('update credential set organization_id = ? where id = ?', [
      ground.theirs.actor.organizationId,
      id,
    ]);
  await expect(reveal(ground.theirs, id)).rejects.toThrow(/sealed with key/);
});

test('two who store the first secret of an organisation at once use one key', async () => {
  const { services, theirs, database } = ground;
  const organizationId = theirs.actor.organizationId;
  await database.orm.em
    .fork()
    .execute('delete from organization_key where organization_id = ?', [organizationId]);
  const make = () => theirs.transact((em) => organizationKey(em, services.ring, organizationId));
  const keys = await Promise.all([make(), make(), make()]);
  expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
});

test('planted secrets are nowhere in the database, whatever was done with them', async () => {
  const { ours } = ground;
  const canaries = ['canary-plain-0123456789', 'canary"with\\quotes-42', 'canary-rotated-987654'];
  const [plain = '', quoted = '', rotated = ''] = canaries;
  await ours.test(ours.setupOf({ apiKey: plain }));
  await ours.add({ displayName: `Model ${uuid()}`, setup: ours.setupOf({ apiKey: plain }) });
  await ours.test(ours.setupOf({ apiKey: quoted, providerModelId: 'sandbox-500' }));
  await ours.add({ displayName: `Model ${uuid()}`, setup: ours.setupOf({ apiKey: rotated }) });
  const text = await dump();
  expect(text).toContain('Connection test passed.');
  for (const canary of canaries) {
    expect(text).not.toContain(canary);
    expect(text).not.toContain(Buffer.from(canary).toString('base64').slice(0, 16));
    expect(text).not.toContain(Buffer.from(canary).toString('hex'));
  }
});
