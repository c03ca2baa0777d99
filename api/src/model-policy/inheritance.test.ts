import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openClient } from '../models/open-client.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { newPerson, type TestPerson } from '../test/people.ts';
import { loadCandidates } from './load-candidates.ts';
import { loadPolicy } from './load-policy.ts';
import { type PolicyChange, updateModelPolicy } from './update-model-policy.ts';
import { ModelPolicyRow } from './model-policy-row.ts';

let ground: ModelGround;
let founder: TestPerson;
/** Below ours, and below that. */
let child: string;
let grandchild: string;

beforeAll(async () => {
  ground = await createModelGround();
  const { ours } = ground;
  founder = await newPerson(ground.database.orm);
  const found = async (name: string, parentId: string) =>
    (await createOrganization(ground.database.orm, founder, { name, parentId })).id;
  child = await found('Child', ours.actor.organizationId);
  grandchild = await found('Grandchild', child);
  await ours.add({ slug: 'house', setup: ours.setupOf({ apiKey: 'sk-of-the-house-1' }) });
  await ours.add({ slug: 'spare' });
});
afterAll(() => ground.close());

const platformId = 'openai/gpt-5.4';
const within = <T>(organizationId: string, work: (em: EntityManager) => Promise<T>): Promise<T> =>
  inOrganization(ground.database.orm, organizationId, work);
const policyOf = (organizationId: string) =>
  within(organizationId, (em) => loadPolicy(em, ground.services.catalogue));

function change(organizationId: string, wanted: PolicyChange) {
  return within(organizationId, async (em) => {
    const [row] = await em.find(ModelPolicyRow, {});
    const actor = { ...ground.ours.actor, organizationId };
    const input = { ...wanted, expectedRevision: row?.revision ?? 0 };
    return updateModelPolicy(em, actor, input, ground.services.catalogue);
  });
}

beforeEach(async () => {
  const parent = ground.ours.actor.organizationId;
  await change(child, { default: null, exclusive: false });
  await change(grandchild, { default: null, exclusive: false });
  await change(parent, { default: 'house', fallback: 'spare', offered: true });
});

const inherited = {
  origin: { kind: 'inherited', organizationName: expect.any(String) },
  default: { reference: 'house', type: 'CUSTOM', custom: null },
  fallback: { reference: 'spare', custom: null },
};

test('what a parent offers holds for its children and theirs, default and fallback together', async () => {
  expect(await policyOf(child)).toMatchObject(inherited);
  expect(await policyOf(grandchild)).toMatchObject(inherited);
  await change(ground.ours.actor.organizationId, { fallback: null });
  expect(await policyOf(child)).toMatchObject({ default: { reference: 'house' }, fallback: null });
});

test('an heir that looks while its parent changes its mind finds what was offered before or after', async () => {
  const parent = ground.ours.actor.organizationId;
  const changes = (async () => {
    for (let turn = 0; turn < 14; turn += 1)
      await change(parent, { default: turn % 2 ? 'house' : 'spare', fallback: null });
  })();
  const look = async () => {
    for (let turn = 0; turn < 40; turn += 1)
      expect((await policyOf(child)).default.reference).toMatch(/^(house|spare)$/);
  };
  await Promise.all([changes, look(), look(), look()]);
});

test('what is not offered is not inherited, and what is withdrawn is gone at once', async () => {
  await change(ground.ours.actor.organizationId, { offered: false });
  for (const heir of [child, grandchild])
    expect(await policyOf(heir)).toMatchObject({ origin: { kind: 'platform' }, fallback: null });
});

test('a choice of its own stays, and is never mixed with what is offered', async () => {
  await change(child, { default: platformId });
  expect(await policyOf(child)).toMatchObject({
    origin: { kind: 'own' },
    default: { reference: platformId },
    fallback: null,
  });
  expect(await policyOf(grandchild)).toMatchObject(inherited);
  await change(child, { offered: true });
  expect(await policyOf(grandchild)).toMatchObject({
    origin: { kind: 'inherited', organizationName: 'Child' },
    default: { reference: platformId },
    fallback: null,
  });
  await change(child, { default: null });
  expect(await policyOf(child)).toMatchObject(inherited);
  expect(await policyOf(grandchild)).toMatchObject(inherited);
});

test('an heir calls the model with the key of its owner, and sees nothing of either', async () => {
  const { services, sandbox } = ground;
  const { candidates } = await within(grandchild, (em) =>
    loadCandidates(em, services.catalogue, { reference: defaultReference }),
  );
  const [candidate] = candidates;
  if (!candidate) throw new Error('There is no candidate.');
  expect(candidate.reason).toContain('inherited from');
  const client = await openClient(services, candidate.target);
  const request = {
    messages: [{ role: 'user' as const, content: 'Hello' }],
    output: { kind: 'text' as const },
    maxOutputTokens: 10,
  };
  await client.call(request, { signal: new AbortController().signal });
  expect(sandbox.calls.at(-1)).toMatchObject({ authorization: 'Bearer sk-of-the-house-1' });
  const visible = await within(grandchild, (em) =>
    em.execute(
      'select 1 from custom_model union all select 1 from credential union all select 1 from organization_key',
    ),
  );
  expect(visible).toEqual([]);
});

test('the slug of a parent names nothing in a child: only what is offered is reached, as its default', async () => {
  const { candidates, refused } = await within(child, (em) =>
    loadCandidates(em, ground.services.catalogue, { reference: 'house' }),
  );
  expect(candidates).toEqual([]);
  expect(refused[0]).toMatchObject({ reasons: [{ code: 'unknown' }] });
});

test('who does not inherit has no grant', async () => {
  const granted = () => within(child, (em) => em.execute('select id from granted_credentials()'));
  expect(await granted()).toHaveLength(2);
  await change(child, { default: platformId });
  expect(await granted()).toEqual([]);
  const stranger = ground.theirs.actor.organizationId;
  expect(await within(stranger, (em) => em.execute('select id from granted_credentials()'))).toEqual([]);
});

test('an heir may use custom models only, as long as what it inherits is one', async () => {
  expect(await change(child, { exclusive: true })).toMatchObject({ exclusive: true });
  await change(ground.ours.actor.organizationId, { default: platformId, fallback: null });
  const { candidates, refused } = await within(child, (em) =>
    loadCandidates(em, ground.services.catalogue, { reference: defaultReference }),
  );
  expect(candidates).toEqual([]);
  expect(refused[0]?.reasons.map(({ code }) => code)).toContain('excluded');
});

test('the parent of an organization is there before it', async () => {
  const { orm } = ground.database;
  const nowhere = '01a1f9e4-0000-7000-8000-000000000000';
  await expect(createOrganization(orm, founder, { name: 'Orphan', parentId: nowhere })).rejects.toThrow(
    'there is no such parent',
  );
});

test('no circle can close, by an organization itself or by the owner of the tables: the database refuses the move', async () => {
  const ours = ground.ours.actor.organizationId;
  const owner = ground.database.orm.em.fork();
  const move = (em: EntityManager, id: string, below: string | null) =>
    em.execute('update organization set parent_id = ? where id = ?', [below, id]);
  const permanent = 'the parent of an organization is permanent';
  await expect(within(ours, (em) => move(em, ours, grandchild))).rejects.toThrow(permanent);
  for (const below of [child, grandchild, ours])
    await expect(move(owner, ours, below)).rejects.toThrow(permanent);
  await expect(move(owner, grandchild, null)).rejects.toThrow(permanent);
  // Nor by two who are founded below each other at once.
  const [one, other] = [uuid(), uuid()];
  await expect(
    owner.execute(
      `insert into organization (id, name, slug, parent_id) values (?, 'One', ?, ?), (?, 'Other', ?, ?)`,
      [one, `one-${one}`, other, other, `other-${other}`, one],
    ),
  ).rejects.toThrow('there is no such parent organization');
});
