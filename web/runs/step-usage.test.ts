import { expect, test } from 'vitest';
import { usageOf } from './step-usage.ts';

const answered = (cost: string | null, inputTokens: number | null = 10, outputTokens: number | null = 5) => ({
  outcome: 'answered',
  inputTokens,
  outputTokens,
  cost,
});
const refused = { outcome: 'outage', inputTokens: null, outputTokens: null, cost: null };

test('the calls of a step are counted together', () => {
  expect(usageOf([answered('0.001'), answered('0.0005')])).toEqual({ tokens: 30, cost: '$0.0015' });
});

test('one price that nobody knows makes the cost unknown, never free', () => {
  expect(usageOf([answered('0.001'), answered(null)]).cost).toBe('cost unknown');
});

test('a call that was refused before a token was counted adds nothing', () => {
  expect(usageOf([refused, answered('0.002')])).toEqual({ tokens: 15, cost: '$0.002' });
  expect(usageOf([refused])).toEqual({ tokens: null, cost: null });
});

test('tokens that nobody reported are not taken for none', () => {
  expect(usageOf([answered(null, null, null)])).toEqual({ tokens: null, cost: 'cost unknown' });
});
