import { expect, test } from 'vitest';
import { inOrder, usualOther } from './sides.ts';

const version = (number: number) => ({
  id: `v${number}`,
  number,
  message: '',
  author: 'Ada',
  alsoBy: [],
  publishedAt: '2026-01-31T12:00:00Z',
});
const [one, two, three] = [version(1), version(2), version(3)];
const versions = [three, two, one];

test('the draft is compared with what is live, a version with the one before it, the first with an empty workflow', () => {
  expect(usualOther('draft', versions, 'v3')).toBe(three);
  expect(usualOther('draft', [], undefined)).toBe('nothing');
  expect(usualOther(three, versions, 'v3')).toBe(two);
  expect(usualOther(one, versions, 'v3')).toBe('nothing');
});

test('whichever is chosen first, the earlier one comes first, and the draft last', () => {
  expect(inOrder(three, one)).toEqual([one, three]);
  expect(inOrder('draft', two)).toEqual([two, 'draft']);
  expect(inOrder(one, 'nothing')).toEqual(['nothing', one]);
});
