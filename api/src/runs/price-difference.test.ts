import { expect, test } from 'vitest';
import type { Attempt } from './attempt.ts';
import { priceDifference } from './price-difference.ts';

const attempt = (given: Partial<Attempt>) =>
  ({ provider: 'p', providerModelId: 'first', outcome: 'rate-limit', ...given }) as Attempt;
const answer = {
  providerModelId: 'fallback',
  outcome: 'answered',
  inputTokens: 1_000,
  outputTokens: 100,
  cost: '0.003',
};
const first = { inputPrice: '0.000001', outputPrice: '0.000002' };

test.each([
  ['dearer', [attempt(first), attempt(answer)], '0.0018'],
  ['cheaper', [attempt({ ...first, inputPrice: '0.00001' }), attempt(answer)], '-0.0072'],
  ['of an unknown price', [attempt({ ...first, inputPrice: null }), attempt(answer)], null],
  ['of a first without a price', [attempt(first), attempt({ ...answer, cost: null })], null],
  ['of the first itself', [attempt({ ...first, ...answer })], null],
  ['of nobody', [attempt(first)], null],
])('an answer that was %s', (_which, attempts, difference) => {
  expect(priceDifference(attempts)).toBe(difference);
});
