import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditEvent } from '../audit/audit-event.ts';
import type { CustomModel } from '../models/custom-model.ts';
import { deleteCustomModel } from '../models/delete-custom-model.ts';
import { setModelActive } from '../models/set-model-active.ts';
import { createOrm } from '../orm.ts';
import { createModelGround, type ModelGround, type Tenant } from '../test/model-ground.ts';
import { loadPolicy } from './load-policy.ts';
import { ModelPolicyRow } from './model-policy-row.ts';
import { type PolicyChange, updateModelPolicy } from './update-model-policy.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const platformId = 'openai/gpt-5.4';
const policyOf = (tenant: Tenant) => tenant.transact((em) => loadPolicy(em, ground.services.catalogue));

function change(tenant: Tenant, wanted: PolicyChange) {
  return tenant.transact(async (em, actor) => {
    const [row] = await em.find(ModelPolicyRow, {});
    const expectedRevision = row?.revision ?? 0;
    return updateModelPolicy(em, actor, { ...wanted, expectedRevision }, ground.services.catalogue);
  });
}

const refused = (tenant: Tenant, wanted: PolicyChange) =>
  change(tenant, wanted).then(
    () => 'accepted',
    (error: Error & { path?: string[] }) => `${error.path?.join('.')}: ${error.message}`,
  );

test('an organization that has decided nothing runs on the platform default, alone', async () => {
  expect(await policyOf(ground.theirs)).toMatchObject({
    origin: { kind: 'platform' },
    default: { reference: 'google/gemini-3.1-pro-preview' },
    fallback: null,
    exclusive: false,
    substitution: 'NEVER',
  });
});

describe('a default and a fallback', () => {
  test('are of any provider, and go back to the platform together', async () => {
    await ground.ours.add({ slug: 'house' });
    const own = await change(ground.ours, {
      default: 'house',
      fallback: platformId,
      substitution: 'DEFAULT',
    });
    expect(own).toMatchObject({
      origin: { kind: 'own' },
      default: { reference: 'house' },
      fallback: { reference: platformId },
      substitution: 'DEFAULT',
    });
    expect(await change(ground.ours, { default: null })).toMatchObject({
      origin: { kind: 'platform' },
      fallback: null,
      substitution: 'DEFAULT',
    });
  });

  test.each<[string, PolicyChange, string]>([
    ['nobody knows', { default: 'nobody' }, 'default: There is no model "nobody"'],
    ['stands for itself', { default: 'default' }, 'default: There is no model "default"'],
    ['is switched off', { default: 'off' }, 'default: Fast is switched off'],
    ['was deleted', { fallback: 'gone' }, 'fallback: Fast was deleted'],
    [
      'is the default as well',
      { default: platformId, fallback: platformId },
      'fallback: The fallback must be another',
    ],
    [
      'has no default before it',
      { fallback: platformId },
      'fallback: A fallback goes with a default of your own',
    ],
    ['is of others', { default: 'of-theirs' }, 'default: There is no model "of-theirs"'],
  ])('cannot be one that %s', async (_title, wanted, message) => {
    const { ours, theirs } = ground;
    await theirs.add({ slug: 'of-theirs' }).catch(() => {});
    const off = await ours.add({ slug: 'off' }).catch(() => null);
    if (off)
      await ours.transact((em, actor) => setModelActive(em, actor, { modelId: off.id, active: false }));
    const gone = await ours.add({ slug: 'gone' }).catch(() => null);
    if (gone) await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: gone.id }));
    await change(ours, { default: null });
    expect(await refused(ours, wanted)).toContain(message);
  });

  test('are told in the audit by their names', async () => {
    await change(ground.ours, { default: platformId });
    const [event] = await ground.ours.transact((em) =>
      em.find(AuditEvent, { action: 'model-policy.updated' }, { orderBy: { id: 'desc' }, limit: 1 }),
    );
    expect(event?.details).toMatchObject({ default: { from: null, to: platformId } });
  });
});

test('custom models only: not while the default or the fallback is the platform’s, and neither can become one then', async () => {
  const { ours } = ground;
  await ours.add({ slug: 'only' });
  await change(ours, { default: null });
  expect(await refused(ours, { exclusive: true })).toContain('exclusive: Gemini 3.1 Pro is a platform model');
  expect(await refused(ours, { default: 'only', fallback: platformId, exclusive: true })).toContain(
    'exclusive: GPT 5.4 is a platform model, and the fallback',
  );
  expect(await change(ours, { default: 'only', exclusive: true })).toMatchObject({ exclusive: true });
  expect(await refused(ours, { fallback: platformId })).toContain('fallback: GPT 5.4 is a platform model');
  expect(await refused(ours, { default: null })).toContain('default: Gemini 3.1 Pro is a platform model');
  await change(ours, { exclusive: false, default: null });
});

describe('an alias', () => {
  test('stands for a slug or a platform id, and is kept until another list is given', async () => {
    await ground.ours.add({ slug: 'claude-house' });
    const aliases = [
      { alias: 'opus', target: 'anthropic/claude-opus-4.6' },
      { alias: 'sonnet', target: 'claude-house' },
    ];
    expect((await change(ground.ours, { aliases })).aliases).toEqual(
      new Map([
        ['opus', 'anthropic/claude-opus-4.6'],
        ['sonnet', 'claude-house'],
      ]),
    );
    expect((await change(ground.ours, { substitution: 'NEVER' })).aliases.size).toBe(2);
    const swapped = [{ alias: 'sonnet', target: 'anthropic/claude-sonnet-4.6' }];
    expect((await change(ground.ours, { aliases: swapped })).aliases).toEqual(
      new Map([['sonnet', 'anthropic/claude-sonnet-4.6']]),
    );
  });

  test.each([
    ['is a slug', { alias: 'taken', target: platformId }, 'aliases.0.alias: "taken" is the slug'],
    [
      'is the reserved word',
      { alias: 'default', target: platformId },
      'aliases.0.alias: "default" is reserved',
    ],
    ['looks like a platform id', { alias: 'openai/gpt', target: platformId }, 'aliases.0.alias: A slug has'],
    ['stands for another alias', { alias: 'haiku', target: 'sonnet' }, 'an alias of an alias'],
    [
      'stands for the default',
      { alias: 'haiku', target: 'default' },
      'aliases.0.target: An alias stands for',
    ],
  ])('is refused where it %s', async (_title, alias, message) => {
    await ground.ours.add({ slug: 'taken' }).catch(() => {});
    expect(await refused(ground.ours, { aliases: [alias] })).toContain(message);
  });

  test('holds its name: a model cannot take it for its slug', async () => {
    await change(ground.ours, { aliases: [{ alias: 'house-alias', target: platformId }] });
    await expect(ground.ours.add({ slug: 'house-alias' })).rejects.toMatchObject({ takenBy: 'ALIAS' });
  });
});

test('of two who change it at once the second hears that it has changed', async () => {
  const { theirs, services } = ground;
  const attempt = () =>
    theirs.transact((em, actor) =>
      updateModelPolicy(em, actor, { default: platformId, expectedRevision: 0 }, services.catalogue),
    );
  const outcomes = await Promise.allSettled([attempt(), attempt()]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'CONFLICT' },
  });
});

test('the default and the fallback can be neither switched off nor deleted until another stands there', async () => {
  const { ours } = ground;
  const first = await ours.add({ slug: 'first' });
  const second = await ours.add({ slug: 'second' });
  await change(ours, { default: 'first', fallback: 'second' });
  const switchOff = (modelId: string) =>
    ours.transact((em, actor) => setModelActive(em, actor, { modelId, active: false }));
  const remove = (modelId: string) => ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId }));
  for (const attempt of [switchOff, remove]) {
    await expect(attempt(first.id)).rejects.toMatchObject({ code: 'STANDS_IN_POLICY', place: 'DEFAULT' });
    await expect(attempt(second.id)).rejects.toMatchObject({ code: 'STANDS_IN_POLICY', place: 'FALLBACK' });
  }
  await change(ours, { default: 'second', fallback: null });
  expect(await switchOff(first.id)).toMatchObject({ active: false });
});

test('fifty who change the default, switch off and delete at once leave one valid default at every moment', async () => {
  const { ours, database } = ground;
  // On a connection of its own: behind fifty others it would wait, and see nothing of what it is to see. In one
  // statement, which sees one moment.
  const watcher = createOrm(database.url, { connections: 1 });
  const seen: string[] = [];
  const look = async () => {
    const found = await watcher.em.fork().execute<{ slug: string; active: boolean; deleted: boolean }[]>(
      `select m.slug, m.active, m.deleted_at is not null as deleted from model_policy p
         join custom_model m on m.organization_id = p.organization_id and m.id = p.default_model_id
       where p.organization_id = ?`,
      [ours.actor.organizationId],
    );
    const valid = found.filter(({ active, deleted }) => active && !deleted);
    seen.push(found.length === 1 && valid.length === 1 ? (valid[0]?.slug ?? '') : JSON.stringify(found));
  };
  const models = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map((name) => ours.add({ slug: `race-${name}` })),
  );
  await change(ours, { default: 'race-a' });
  const over = new AbortController();
  const watch = async () => {
    while (!over.signal.aborted) await look();
  };
  const watching = watch();
  const outcomes = await Promise.allSettled(fiftyDeeds(models).map((deed) => deed()));
  over.abort();
  await watching;
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toHaveProperty('status');
  }
  // Who never looked has seen nothing wrong.
  expect(seen.length).toBeGreaterThan(5);
  await watcher.close();
  expect(seen.filter((one) => !/^race-[a-e]$/.test(one))).toEqual([]);
});

/** Ten for each of five models. */
function fiftyDeeds(models: readonly CustomModel[]): (() => Promise<unknown>)[] {
  const { ours } = ground;
  return Array.from({ length: 50 }, (_, turn) => {
    const model = models[turn % 5];
    if (!model) throw new Error('There is no such model.');
    const { id: modelId, slug } = model;
    if (turn % 3 === 0) return () => change(ours, { default: slug });
    if (turn % 3 === 1)
      return () =>
        ours.transact((em, actor) => setModelActive(em, actor, { modelId, active: turn % 2 === 0 }));
    return () => ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId }));
  });
}
