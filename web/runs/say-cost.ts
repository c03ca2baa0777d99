interface Cost {
  calls: number;
  /** USD, of the calls whose price is known. */
  cost: string;
  unpricedCalls: number;
}

/** What calls cost, in words. What has no price is said to have none, never added as nothing. */
export function sayCost({ calls, cost, unpricedCalls }: Cost): string {
  if (calls === 0) return 'No calls';
  if (unpricedCalls === 0) return dollars(cost);
  const unpriced =
    unpricedCalls === 1 ? '1 call unpriced' : `${unpricedCalls.toLocaleString('en-GB')} calls unpriced`;
  return Number(cost) === 0 ? unpriced : `${dollars(cost)} + ${unpriced}`;
}

/** Money to two digits that say something: "$0.0021", "$12.40", "$1,240". */
export function dollars(cost: string): string {
  const amount = Number(cost);
  if (amount === 0) return '$0';
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  if (size >= 1)
    return `${sign}$${size.toLocaleString('en-GB', { minimumFractionDigits: size < 1_000 ? 2 : 0, maximumFractionDigits: size < 1_000 ? 2 : 0 })}`;
  return `${sign}$${size.toLocaleString('en-GB', { maximumSignificantDigits: 2, maximumFractionDigits: 18 })}`;
}
