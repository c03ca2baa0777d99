import { expect, test } from 'vitest';
import { placesOf } from './policy-places';
import type { PickingPolicy } from './use-models';

const policy: PickingPolicy = {
  inheritedFrom: null,
  exclusive: false,
  default: { displayName: 'House', reference: 'house', status: 'ACTIVE' },
  fallback: { reference: 'spare' },
  aliases: [
    { alias: 'sonnet', target: 'house' },
    { alias: 'haiku', target: 'other' },
  ],
};

test('a default is held where it is, and so is a fallback', () => {
  expect(placesOf(policy, 'house')).toEqual({
    names: ['the organisation default', 'what the alias sonnet stands for'],
    held: true,
  });
  expect(placesOf(policy, 'spare')).toEqual({ names: ['the fallback'], held: true });
});

test('an alias alone holds nothing', () => {
  expect(placesOf(policy, 'other')).toEqual({ names: ['what the alias haiku stands for'], held: false });
});

test('a model that is called like an inherited default is not the default', () => {
  const inheriting = { ...policy, inheritedFrom: 'Parent', aliases: [] };
  expect(placesOf(inheriting, 'house')).toEqual({ names: [], held: false });
});
