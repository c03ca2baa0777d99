import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, globalId, type World } from '../test/world.ts';
import { addCustomModel } from './add-custom-model.ts';
import { deleteCustomModel } from './delete-custom-model.ts';
import type { SetupInput } from './model-setup.ts';
import { setModelActive } from './set-model-active.ts';
import { updateCustomModel } from './update-custom-model.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const setupOf = (
  apiKey: string,
  change: Partial<SetupInput> = {},
  baseUrl = 'https://models.example.com/v1',
) => ({
  provider: 'openai-compatible',
  fields: [
    { name: 'baseUrl', value: baseUrl },
    { name: 'apiKey', value: apiKey },
  ],
  providerModelId: 'acme/model',
  maxTokens: 4096,
  capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
  reasoningParameter: 'max_tokens' as const,
  ...change,
});

const add = (slug: string, input: object = {}) =>
  world.ours.transact((em, actor) =>
    addCustomModel(
      em,
      actor,
      { displayName: 'Told', slug, setup: setupOf('sk-canary-first-1111'), untested: true, ...input },
      world.services.models,
    ),
  );
const update = (modelId: string, change: object) =>
  world.ours.transact((em, actor) =>
    updateCustomModel(em, actor, { modelId, ...change }, world.services.models),
  );
const remove = (modelId: string) =>
  world.ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId }));

const document = `query ($id: ID!) { node(id: $id) { ... on Model { changes { totalCount
  nodes { kind by at fields { field label secret from to } } } } } }`;

type Change = {
  kind: string;
  by: string;
  fields: { field: string; label: string; from: unknown; to: unknown }[];
};

async function changesOf(id: string): Promise<{ text: string; changes: Change[] }> {
  const { data, text } = await world.as('admin').ask(document, { id: globalId('Model', id) });
  const node = data?.node as { changes: { nodes: Change[] } } | null | undefined;
  if (!node) throw new Error(text);
  return { text, changes: node.changes.nodes };
}

test('the history tells who changed which fields, from what to what, and of a key only that it was replaced', async () => {
  const { id } = await add('told');
  await update(id, {
    displayName: 'Told better',
    inputCost: '0.0000003',
    setup: setupOf(
      'sk-canary-second-2222',
      { capabilities: { jsonMode: true, vision: true, toolUse: true, reasoning: false } },
      'https://elsewhere.example.com/v1',
    ),
  });
  await world.ours.transact((em, actor) => setModelActive(em, actor, { modelId: id, active: false }));
  await update(id, { inputCost: null });
  await remove(id);

  const { text, changes } = await changesOf(id);
  expect(changes.map(({ kind, by }) => [kind, by])).toEqual([
    ['DELETED', 'Ours admin'],
    ['UPDATED', 'Ours admin'],
    ['SWITCHED_OFF', 'Ours admin'],
    ['UPDATED', 'Ours admin'],
    ['ADDED', 'Ours admin'],
  ]);
  expect(changes[1]?.fields).toEqual([
    { field: 'inputCost', label: 'Input cost', secret: false, from: '0.0000003', to: null },
  ]);
  expect(changes[3]?.fields).toEqual([
    { field: 'displayName', label: 'Display Name', secret: false, from: 'Told', to: 'Told better' },
    { field: 'vision', label: 'Vision', secret: false, from: false, to: true },
    { field: 'inputCost', label: 'Input cost', secret: false, from: null, to: '0.0000003' },
    {
      field: 'baseUrl',
      label: 'Base URL',
      secret: false,
      from: 'https://models.example.com/v1',
      to: 'https://elsewhere.example.com/v1',
    },
    { field: 'apiKey', label: 'API Key', secret: true, from: null, to: null },
  ]);
  expect(changes[4]?.fields).toContainEqual(
    expect.objectContaining({ label: 'Max Tokens', from: null, to: 4096 }),
  );
  expect(text).not.toContain('canary');
});

test('bringing a deleted model back is told with every field that it overwrote', async () => {
  const { id } = await add('phoenix', { description: 'Old words', inputCost: '0.000001' });
  await remove(id);
  await add('phoenix', { displayName: 'Told anew' });
  const [again] = (await changesOf(id)).changes;
  expect(again?.kind).toBe('REACTIVATED');
  expect(again?.fields.map(({ field, from, to }) => [field, from, to])).toEqual([
    ['displayName', 'Told', 'Told anew'],
    ['description', 'Old words', ''],
    ['inputCost', '0.000001', null],
    ['apiKey', null, null],
  ]);
});

test('what changed nothing is not told', async () => {
  const { id } = await add('calm');
  await update(id, { displayName: 'Told', setup: setupOf('') });
  await world.ours.transact((em, actor) => setModelActive(em, actor, { modelId: id, active: true }));
  expect((await changesOf(id)).changes.map(({ kind }) => kind)).toEqual(['ADDED']);
});

test('nobody rewrites the history through the application', async () => {
  const { id } = await add(`kept-${uuid()}`);
  const rewrite = world.ours.transact((em) =>
    em.execute(`update audit_event set details = '{}' where subject_id = ?`, [id]),
  );
  await expect(rewrite).rejects.toThrow(/permission denied/);
});
