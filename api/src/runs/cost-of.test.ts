import { expect, test } from 'vitest';
import { costOf } from './cost-of.ts';

const usage = { input: 1_000, output: 500 };

test('a cost is exact to the last digit of the prices', () => {
  expect(costOf(usage, { inputCost: '0.0000003', outputCost: '0.0000006' })).toBe('0.0006');
  expect(costOf({ input: 3, output: 0 }, { inputCost: '0.1', outputCost: '0' })).toBe('0.3');
  expect(costOf(usage, { inputCost: '3e-7', outputCost: '6E-7' })).toBe('0.0006');
});

test('what has no price or no count has no cost, rather than none to pay', () => {
  expect(costOf(usage, { inputCost: null, outputCost: '0.1' })).toBeNull();
  expect(costOf({ input: null, output: 5 }, { inputCost: '0.1', outputCost: '0.1' })).toBeNull();
});

test('a price of zero is a price', () => {
  expect(costOf(usage, { inputCost: '0', outputCost: '0' })).toBe('0');
});

test('what the provider says a call cost is what it cost, priced or not', () => {
  const reported = { ...usage, reportedCost: '0.00012' };
  expect(costOf(reported, { inputCost: null, outputCost: null })).toBe('0.00012');
  expect(costOf(reported, { inputCost: '0.0000003', outputCost: '0.0000006' })).toBe('0.00012');
});
