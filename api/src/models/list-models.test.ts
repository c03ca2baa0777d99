import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { deleteCustomModel } from './delete-custom-model.ts';
import { countModels, listModels, type ModelSort } from './list-models.ts';
import type { ModelFilter } from './registry.ts';
import { setModelActive } from './set-model-active.ts';

let ground: ModelGround;

beforeAll(async () => {
  ground = await createModelGround();
  const { ours, theirs } = ground;
  const capabilities = ours.setupOf().capabilities;
  await ours.add({ displayName: 'alpha' });
  await ours.add({ displayName: 'Beta', slug: 'beta-of-ours', description: 'For drafts' });
  await ours.add({
    displayName: 'Beta',
    slug: 'beta-2',
    setup: ours.setupOf({ capabilities: { ...capabilities, vision: true } }),
  });
  const off = await ours.add({ displayName: 'Off 100%' });
  const gone = await ours.add({ displayName: 'Gone' });
  await ours.transact((em, actor) => setModelActive(em, actor, { modelId: off.id, active: false }));
  await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: gone.id }));
  await theirs.add({ displayName: 'Theirs' });
});
afterAll(() => ground.close());

const whole = { after: null, before: null, limit: 101, descending: false };

const byName: ModelSort = { by: 'NAME', descending: false };

const list = (filter: ModelFilter = {}, bounds = {}, sort = byName) =>
  ground.ours.transact((em) =>
    listModels(em, ground.services.catalogue, filter, sort, { ...whole, ...bounds }),
  );
const count = (filter: ModelFilter = {}) =>
  ground.ours.transact((em) => countModels(em, ground.services.catalogue, filter));
const references = async (filter?: ModelFilter) => (await list(filter)).map(({ reference }) => reference);

test('platform and custom models stand in one list, by name whatever the case, without deleted ones', async () => {
  const names = (await list()).map(({ displayName }) => displayName);
  expect(names).toEqual([
    'alpha',
    'Beta',
    'Beta',
    'Claude Opus 4.6',
    'Claude Sonnet 4.6',
    'Gemini 3 Flash',
    'Gemini 3.1 Pro',
    'GPT 5 Mini',
    'GPT 5.2',
    'GPT 5.4',
    'Grok 4',
    'Grok 4.1 Fast',
    'Off 100%',
  ]);
  expect(await count()).toBe(names.length);
});

test.each<[string, ModelFilter, string[]]>([
  ['type', { type: 'CUSTOM' }, ['alpha', 'beta-of-ours', 'beta-2', 'off-100']],
  ['provider', { provider: ['openai-compatible'], search: 'alp' }, ['alpha']],
  ['capability', { type: 'CUSTOM', capability: ['vision', 'jsonMode'] }, ['beta-2']],
  ['status', { status: ['INACTIVE', 'DELETED'] }, ['gone', 'off-100']],
  ['a part of the description', { search: ' DRAFTS ' }, ['beta-of-ours']],
  ['a part of the id', { search: 'grok-4.1' }, ['x-ai/grok-4.1-fast']],
  ['a percent sign, which is no wildcard', { search: '0%' }, ['off-100']],
])('the list is filtered by %s, and counted so', async (_what, filter, expected) => {
  expect(await references(filter)).toEqual(expected);
  expect(await count(filter)).toBe(expected.length);
});

test('without an OpenRouter key the platform models are listed as not configured', async () => {
  expect(await count({ status: ['UNCONFIGURED'] })).toBe(9);
});

const sorts: ModelSort[] = (['NAME', 'CREATED', 'LAST_TESTED'] as const).flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
]);

test('the newest and the last tested come first when that is asked for, platform models last', async () => {
  const { ours } = ground;
  const slugs = async (sort: ModelSort, filter: ModelFilter = { type: 'CUSTOM' }) =>
    (await list(filter, { descending: sort.descending }, sort)).map(({ reference }) => reference);
  expect(await slugs({ by: 'CREATED', descending: true })).toEqual([
    'off-100',
    'beta-2',
    'beta-of-ours',
    'alpha',
  ]);
  expect((await slugs({ by: 'CREATED', descending: true }, {})).at(-1)).toContain('/');

  const [beta, alpha] = (await list({ search: 'beta-2' })).concat(await list({ search: 'alpha' }));
  await ours.test(ours.setupOf({ apiKey: 'wrong' }), beta?.id);
  await ours.test(ours.setupOf({ apiKey: '' }), alpha?.id);
  expect((await slugs({ by: 'LAST_TESTED', descending: true })).slice(0, 2)).toEqual(['alpha', 'beta-2']);
  expect((await slugs({ by: 'LAST_TESTED', descending: false })).slice(-2)).toEqual(['beta-2', 'alpha']);
});

test('health is what came of the last test, and platform models have none', async () => {
  const { ours } = ground;
  expect(await references({ health: ['PASSED'] })).toEqual(['alpha']);
  expect(await references({ health: ['FAILED'] })).toEqual(['beta-2']);
  expect(await references({ health: ['NEVER'] })).toEqual(['beta-of-ours', 'off-100']);
  const [alpha] = await list({ search: 'alpha' });
  await ours.test(ours.setupOf({ apiKey: 'wrong' }), alpha?.id);
  expect(await references({ health: ['FAILED'] })).toEqual(['alpha', 'beta-2']);
});

test('the tests that led to adding a model are its health from the start', async () => {
  const { ours } = ground;
  const setup = ours.setupOf({ maxTokens: 77 });
  await ours.test(setup);
  const { id } = await ours.add({ displayName: 'Zeta', setup, untested: false });
  expect(await references({ health: ['PASSED'] })).toEqual(['zeta']);
  await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: id }));
  await ours.add({ displayName: 'Zeta', setup: ours.setupOf({ maxTokens: 78 }) });
  expect(await references({ health: ['PASSED'] }), 'brought back with another setup').toEqual([]);
  await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: id }));
});

test.each(sorts)('page by page by %j every model is met once', async (sort) => {
  const all = (await list({}, { descending: sort.descending }, sort)).map(({ id }) => id);
  const met: string[] = [];
  for (let after: string | null = null; ;) {
    const found = await list({}, { after, limit: 3, descending: sort.descending }, sort);
    met.push(...found.map(({ id }) => id));
    if (found.length < 3) break;
    after = found.at(-1)?.id ?? null;
  }
  expect(met).toEqual(all);
  const [before] = await list({}, { before: all[5], limit: 1, descending: !sort.descending }, sort);
  expect(before?.id).toBe(all[4]);
});

test('page by page, forwards and backwards, every model is met once, those of the same name too', async () => {
  const all = (await list()).map(({ id }) => id);
  const forwards: string[] = [];
  for (let after: string | null = null; ;) {
    const found = await list({}, { after, limit: 2 });
    forwards.push(...found.map(({ id }) => id));
    if (found.length < 2) break;
    after = found.at(-1)?.id ?? null;
  }
  expect(forwards).toEqual(all);
  const [last] = (await list({}, { before: all[3], descending: true, limit: 1 })).map(({ id }) => id);
  expect(last).toBe(all[2]);
});

test('a cursor whose model is gone says so instead of showing an empty page', async () => {
  await expect(list({}, { after: '00000000-0000-4000-8000-000000000000' })).rejects.toMatchObject({
    path: ['after'],
  });
});
