import { capabilityNames } from '@patchbay/schema/capabilities.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { countFacets } from './count-facets.ts';
import { deleteCustomModel } from './delete-custom-model.ts';
import { countModels } from './list-models.ts';
import type { ModelFilter } from './registry.ts';
import { setModelActive } from './set-model-active.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
  const { ours, theirs } = ground;
  for (let index = 0; index < 12; index += 1) {
    const capabilities = {
      jsonMode: index % 2 === 0,
      vision: index % 3 === 0,
      toolUse: index % 4 > 0,
      reasoning: index === 5,
    };
    const providerModelId = index % 5 === 0 ? 'sandbox-429' : 'sandbox-fast';
    const setup = ours.setupOf({ capabilities, providerModelId });
    const { id } = await ours.add({ displayName: `${index % 2 === 0 ? 'Even' : 'Odd'} ${index}`, setup });
    const kept = ours.setupOf({ capabilities, providerModelId, apiKey: '' });
    if (index % 3 > 0) await ours.test(kept, id);
    if (index === 7 || index === 8)
      await ours.transact((em, actor) => setModelActive(em, actor, { modelId: id, active: false }));
    if (index === 9) await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: id }));
  }
  await theirs.add({ displayName: 'Even theirs' });
});
afterAll(() => ground.close());

const facets = (filter: ModelFilter) =>
  ground.ours.transact((em) => countFacets(em, ground.services.catalogue, filter));
const count = (filter: ModelFilter) =>
  ground.ours.transact((em) => countModels(em, ground.services.catalogue, filter));

const filters: ModelFilter[] = [
  {},
  { type: 'CUSTOM' },
  { provider: ['openai-compatible'] },
  { provider: ['openrouter'], capability: ['reasoning'] },
  { capability: ['vision', 'jsonMode'] },
  { status: ['INACTIVE', 'DELETED'] },
  { health: ['PASSED'], type: 'CUSTOM' },
  { health: ['FAILED', 'NEVER'], capability: ['toolUse'] },
  { search: 'odd' },
  { search: 'even', capability: ['jsonMode'], health: ['NEVER'], status: ['ACTIVE'] },
  { search: 'nothing is called so' },
];

test.each(filters)('under %j each value is counted as choosing it would show', async (filter) => {
  const counted = await facets(filter);
  for (const { value, count: told } of counted.type)
    expect(told, value).toBe(await count({ ...filter, type: value }));
  for (const { value, count: told } of counted.provider)
    expect(told, value).toBe(await count({ ...filter, provider: [value] }));
  for (const { value, count: told } of counted.status)
    expect(told, value).toBe(await count({ ...filter, status: [value] }));
  for (const { value, count: told } of counted.health)
    expect(told, value).toBe(await count({ ...filter, health: [value] }));
  for (const value of capabilityNames) {
    const told = counted.capability.find((one) => one.value === value)?.count ?? 0;
    const chosen = [...new Set([...(filter.capability ?? []), value])];
    expect(told, value).toBe(await count({ ...filter, capability: chosen }));
  }
});

test('nothing is left out but what nothing has', async () => {
  const { type, status, health } = await facets({});
  const total = (counts: { count: number }[]) => counts.reduce((sum, one) => sum + one.count, 0);
  expect(total(type)).toBe(await count({}));
  expect(total(status)).toBe(await count({ status: ['ACTIVE', 'INACTIVE', 'DELETED', 'UNCONFIGURED'] }));
  expect(total(health)).toBe(await count({ type: 'CUSTOM' }));
  expect(status.map(({ value }) => value).toSorted()).toEqual([
    'ACTIVE',
    'DELETED',
    'INACTIVE',
    'UNCONFIGURED',
  ]);
  expect(health.map(({ value }) => value).toSorted()).toEqual(['FAILED', 'NEVER', 'PASSED']);
});
