import type { ModelUsage } from '../providers/model-client.ts';
import { decimalOf, unitsOf } from './money.ts';

type Price = {
  /** USD per token, as a decimal number in text. */
  inputCost: string | null;
  outputCost: string | null;
};

/** What the provider says it was, else by the prices; null where one or a count is unknown: unpriced is not free. */
export function costOf(
  usage: Pick<ModelUsage, 'input' | 'output' | 'reportedCost'>,
  { inputCost, outputCost }: Price,
): string | null {
  if (usage.reportedCost !== undefined) return usage.reportedCost;
  if (inputCost === null || outputCost === null || usage.input === null || usage.output === null) return null;
  return decimalOf(unitsOf(inputCost) * BigInt(usage.input) + unitsOf(outputCost) * BigInt(usage.output));
}
