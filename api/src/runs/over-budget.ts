import { type RunLimitName, runLimits } from '@patchbay/schema/run-limits.ts';
import type { RunError } from '@patchbay/schema/run-event.ts';

/** Thrown where a run would go beyond what it may spend: it stops there, and can go on. */
export class OverBudget extends Error {
  override name = 'OverBudget';
  readonly failure: RunError;

  constructor(failure: RunError) {
    super(failure.message);
    this.failure = failure;
  }
}

const words: Record<RunLimitName, { code: string; of: (limit: string) => string }> = {
  steps: { code: 'BUDGET_STEPS', of: (limit) => `${limit} steps` },
  fanOut: { code: 'BUDGET_FAN_OUT', of: (limit) => `${limit} items in one map` },
  modelCalls: { code: 'BUDGET_MODEL_CALLS', of: (limit) => `${limit} model calls` },
  tokens: { code: 'BUDGET_TOKENS', of: (limit) => `${limit} tokens` },
  minutes: { code: 'BUDGET_TIME', of: (limit) => `${limit} minutes at work` },
  cost: { code: 'BUDGET_COST', of: (limit) => `$${limit}` },
};

export function beyond(name: RunLimitName, limit: number | string, needs: string): OverBudget {
  const { code, of } = words[name];
  const said = typeof limit === 'number' ? limit.toLocaleString('en') : limit;
  return new OverBudget({
    code,
    message: `The run may spend ${of(said)} (${runLimits[name].label.toLowerCase()}). ${needs}`,
    fix: 'An administrator can raise the budget of this run; it then goes on from here.',
  });
}

export const monthIsSpent = () =>
  new OverBudget({
    code: 'BUDGET_MONTH',
    message: "The organisation's budget of this month has no room for the next call.",
    fix: 'An administrator can raise it under Settings > Budgets, and then let the run go on.',
  });
