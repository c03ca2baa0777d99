import { expect, test } from 'vitest';
import { sayCost } from './say-cost.ts';

test.each([
  ['nothing was called', { calls: 0, cost: '0', unpricedCalls: 0 }, 'No calls'],
  ['a free call', { calls: 1, cost: '0', unpricedCalls: 0 }, '$0'],
  ['a very small sum', { calls: 1, cost: '0.000000213', unpricedCalls: 0 }, '$0.00000021'],
  ['dollars and cents', { calls: 9, cost: '12.4', unpricedCalls: 0 }, '$12.40'],
  ['a large sum', { calls: 9, cost: '1239.6', unpricedCalls: 0 }, '$1,240'],
  ['no price at all', { calls: 2, cost: '0', unpricedCalls: 2 }, '2 calls unpriced'],
  ['a price for some', { calls: 3, cost: '0.25', unpricedCalls: 1 }, '$0.25 + 1 call unpriced'],
])('%s', (_which, cost, words) => {
  expect(sayCost(cost)).toBe(words);
});
