interface Attempt {
  outcome: string;
  inputTokens: number | null;
  outputTokens: number | null;
  cost: string | null;
}

/** What the calls of a step took together. Null where there is nothing to say: no call, or none that reported. */
export interface StepUsage {
  tokens: number | null;
  /** In words: "$0.0021", or that it is not known. Never nothing in place of something unknown. */
  cost: string | null;
}

export function usageOf(attempts: readonly Attempt[]): StepUsage {
  const tokens = attempts.flatMap(({ inputTokens, outputTokens }) =>
    inputTokens === null && outputTokens === null ? [] : [(inputTokens ?? 0) + (outputTokens ?? 0)],
  );
  return {
    tokens: tokens.length > 0 ? tokens.reduce((sum, count) => sum + count, 0) : null,
    cost: costOf(attempts),
  };
}

/** "340 tokens · $0.0021"; empty where no call was made. */
export function sayUsage(attempts: readonly Attempt[]): string {
  const { tokens, cost } = usageOf(attempts);
  return [tokens !== null && `${tokens.toLocaleString('en-GB')} tokens`, cost].filter(Boolean).join(' · ');
}

/** A call that failed before a token was counted has cost nothing; one whose price nobody knows makes the sum unknown. */
function costOf(attempts: readonly Attempt[]): string | null {
  const charged = attempts.filter(
    ({ outcome, inputTokens, outputTokens, cost }) =>
      outcome === 'answered' || inputTokens !== null || outputTokens !== null || cost !== null,
  );
  if (charged.length === 0) return null;
  const known = charged.flatMap(({ cost }) => (cost === null ? [] : [Number(cost)]));
  if (known.length < charged.length) return 'cost unknown';
  const sum = known.reduce((total, cost) => total + cost, 0);
  return sum === 0 ? '$0' : `$${Number(sum.toPrecision(2))}`;
}
