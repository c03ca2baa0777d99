import { expect, test } from 'vitest';
import type { PickableModel, PickingPolicy } from '@/models/use-models';
import { modelGroups } from './model-options';

const model = (reference: string, changes: Partial<PickableModel> = {}): PickableModel => ({
  id: reference,
  reference,
  displayName: reference,
  type: 'CUSTOM',
  status: 'ACTIVE',
  provider: 'openai',
  providerModelId: reference,
  reasoningParameter: 'EFFORT',
  contextTokens: null,
  capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
  ...changes,
});

const house = model('house');
const platform = model('acme/large', { type: 'PLATFORM' });

const policy = (changes: Partial<PickingPolicy> = {}): PickingPolicy => ({
  inheritedFrom: null,
  exclusive: false,
  default: { displayName: 'house', reference: 'house', status: 'ACTIVE' },
  fallback: null,
  aliases: [],
  ...changes,
});

const anything = { requirements: [], onMissingCapability: 'refuse' } as const;

const groupsOf = (changes: Partial<PickingPolicy>) =>
  modelGroups([house, platform], policy(changes), anything).map(({ value, items }) => [
    value,
    items.map((item) => item.value),
  ]);

test('platform models stand apart from those of the organisation', () => {
  expect(groupsOf({})).toEqual([
    ['', ['default']],
    ['Custom', ['house']],
    ['Platform', ['acme/large']],
  ]);
});

test('platform models are not offered where only custom ones are used', () => {
  expect(groupsOf({ exclusive: true })).toEqual([
    ['', ['default']],
    ['Custom', ['house']],
  ]);
});

test('an alias says what it stands for, and why it cannot serve where that is excluded', () => {
  const aliases = [{ alias: 'sonnet', target: 'acme/large' }];
  const [alias] = modelGroups([house, platform], policy({ exclusive: true, aliases }), anything)
    .flatMap(({ items }) => items)
    .filter(({ value }) => value === 'sonnet');
  expect(alias).toMatchObject({ hint: 'Stands for acme/large.', reason: expect.stringContaining('custom') });
});

test('what cannot serve the step stands last, with the reason', () => {
  const off = model('a-house', { status: 'INACTIVE' });
  const [, custom] = modelGroups([off, house], policy(), anything);
  expect(custom?.items.map(({ value, reason }) => [value, reason === null])).toEqual([
    ['house', true],
    ['a-house', false],
  ]);
});
