import type { ModelUsage } from '../providers/model-client.ts';

type Price = {
  /** USD per token, as a decimal number in text. */
  inputCost: string | null;
  outputCost: string | null;
};

/** Decimal places that a sum keeps: prices per token are of the order of 1e-7. */
const scale = 18;

/** What the provider says it was, else by the prices; null where one or a count is unknown: unpriced is not free. */
export function costOf(
  usage: Pick<ModelUsage, 'input' | 'output' | 'reportedCost'>,
  { inputCost, outputCost }: Price,
): string | null {
  if (usage.reportedCost !== undefined) return usage.reportedCost;
  if (inputCost === null || outputCost === null || usage.input === null || usage.output === null) return null;
  const total = scaled(inputCost) * BigInt(usage.input) + scaled(outputCost) * BigInt(usage.output);
  const digits = total.toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
}

/** Money is counted in whole units of 1e-18, so that a million small sums are still exact. */
function scaled(decimal: string): bigint {
  const [, whole = '0', fraction = '', exponent = '0'] =
    /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(decimal) ?? [];
  const shift = scale + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
}
