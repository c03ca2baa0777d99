/**
 * Budget   what a run may spend: a number for each of these. None: as much as it takes. Reaching one stops the run where
 *          it stands; an administrator may raise it, and the run goes on
 */
export const runLimits = {
  steps: { label: 'Steps', standard: 100_000 },
  fanOut: { label: 'Items of one map', standard: 10_000 },
  modelCalls: { label: 'Model calls', standard: null },
  tokens: { label: 'Tokens', standard: null },
  minutes: { label: 'Minutes at work', standard: null },
  /** USD, as decimal text. */
  cost: { label: 'Cost', standard: null },
} as const;

export type RunLimitName = keyof typeof runLimits;

/** What was said; what was not has its standard. */
export type RunLimits = {
  readonly [Name in RunLimitName]?: (Name extends 'cost' ? string : number) | null;
};

export const runLimitNames = Object.keys(runLimits) as RunLimitName[];

/** What a run has spent so far. */
export type RunSpent = {
  steps: number;
  modelCalls: number;
  tokens: number;
  /** USD, as decimal text, of the calls whose price is known. */
  cost: string;
  /** Answers of models without a price. */
  unpricedCalls: number;
  milliseconds: number;
};

export const nothingSpent: RunSpent = {
  steps: 0,
  modelCalls: 0,
  tokens: 0,
  cost: '0',
  unpricedCalls: 0,
  milliseconds: 0,
};
