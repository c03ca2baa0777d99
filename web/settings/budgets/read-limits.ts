import type { RunLimitName } from '@patchbay/schema/run-limits.ts';
import type { RunLimitsInput } from '@/graphql/generated/graphql';
import { movePoint } from '@/models/price';

/** Why a text is no count; true where it is one, or is left empty. */
export function countFault(text: string): string | true {
  if (text.trim() === '') return true;
  const count = Number(text.replaceAll(/[\s,]/g, ''));
  return Number.isInteger(count) && count >= 1 ? true : 'Enter a whole number of at least 1.';
}

export function costFault(text: string): string | true {
  if (text.trim() === '') return true;
  return movePoint(text, 0) === null ? 'Enter an amount in plain digits, such as 25.00.' : true;
}

/** What is left empty has no limit of its own. */
export function limitsOf({ cost, ...counts }: Record<RunLimitName, string>): RunLimitsInput {
  const numbers = Object.entries(counts).map(([name, text]) => [
    name,
    text.trim() === '' ? null : Number(text.replaceAll(/[\s,]/g, '')),
  ]);
  return { ...Object.fromEntries(numbers), cost: cost.trim() === '' ? null : movePoint(cost, 0) };
}
