/** Tokens of one call; a figure that the provider did not give is null, never 0. */
export type ModelUsage = {
  input: number | null;
  /** Part of input. */
  cachedInput: number | null;
  output: number | null;
  /** Part of output. */
  reasoning: number | null;
  /** USD as a decimal number in text, where the provider says what this very call cost. */
  reportedCost?: string;
};
