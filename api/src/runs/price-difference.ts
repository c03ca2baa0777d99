import type { Attempt } from './attempt.ts';
import { costOf } from './cost-of.ts';
import { decimalOf, unitsOf } from './money.ts';

/**
 * By how much the answer of whoever was not asked first was dearer (below 0: cheaper) than the same tokens would have
 * been of the first. Null where the first has answered, nobody has, or a price is not known.
 */
export function priceDifference(attempts: readonly Attempt[]): string | null {
  const answered = attempts.findLast(({ outcome }) => outcome === 'answered');
  const [first] = attempts;
  if (!first || !answered || isSame(first, answered) || answered.cost == null) return null;
  const tokens = { input: answered.inputTokens ?? null, output: answered.outputTokens ?? null };
  const prices = { inputCost: first.inputPrice ?? null, outputCost: first.outputPrice ?? null };
  const instead = costOf(tokens, prices);
  if (instead === null) return null;
  const difference = unitsOf(answered.cost) - unitsOf(instead);
  return difference < 0n ? `-${decimalOf(-difference)}` : decimalOf(difference);
}

const isSame = (one: Attempt, other: Attempt) =>
  one.provider === other.provider && one.providerModelId === other.providerModelId;
