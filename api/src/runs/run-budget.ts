// What one driven run may spend, and has spent. A call is reserved before it is made, at the most that it may come to, and
// settled once it is recorded: what it really came to stands in its row.
import { type RunLimitName, runLimits, type RunLimits, type RunSpent } from '@patchbay/schema/run-limits.ts';
import { patiently } from '../database-away.ts';
import { decimalOf, unitsOf } from './money.ts';
import { beyond, monthIsSpent } from './over-budget.ts';
import { patienceMs } from './patience.ts';
import { StepFailed } from './step-failed.ts';
import { Fenced, type AttemptRecord, type DrivenRun, type RunStore } from './run-store.ts';

/** The most that a call may come to. A cost of null: its model has no price. */
export type Estimate = { tokens: number; cost: string | null };

export type Reservation = {
  /** The call is recorded. */
  settle(
    attempt: Pick<AttemptRecord, 'inputTokens' | 'outputTokens' | 'cost' | 'firstTokenAt'>,
    recorded: () => Promise<unknown>,
  ): void;
};

type Options = {
  store: Pick<RunStore, 'reserve' | 'settle'>;
  driven: DrivenRun;
  /** Null where the organisation says nothing of what its runs may spend: only the standard limits hold then. */
  limits: RunLimits | null;
  spent: RunSpent;
  now?: () => number;
};

type CountedLimit = Exclude<RunLimitName, 'cost'>;

export type RunBudget = ReturnType<typeof createRunBudget>;

export function createRunBudget({ store, driven, limits, spent, now = Date.now }: Options) {
  const since = now();
  const totals = { ...spent, cost: unitsOf(spent.cost) };
  const held = { calls: 0, tokens: 0, cost: 0n };

  const limitOf = (name: CountedLimit): number | null => limits?.[name] ?? runLimits[name].standard;
  const mostCost = limits?.cost ?? null;
  const allow = (name: CountedLimit, needed: number, needs: string) => {
    const limit = limitOf(name);
    if (limit !== null && needed > limit) throw beyond(name, limit, needs);
  };
  /** Where neither is limited nobody works out what a call may come to. */
  const isMeasured = limits !== null || limitOf('tokens') !== null;
  const minutesLeft = (): number | null => {
    const limit = limitOf('minutes');
    return limit === null ? null : limit - (spent.milliseconds + now() - since) / 60_000;
  };

  function allowTime(): void {
    const left = minutesLeft();
    if (left !== null && left <= 0) throw beyond('minutes', limitOf('minutes') ?? 0, 'They have passed.');
  }

  function allowCost({ cost }: Estimate): void {
    if (mostCost === null) return;
    if (cost === null)
      throw new StepFailed(
        'UNPRICED_UNDER_CAP',
        'What this run costs is capped, and the model has no price: nobody can say what the call would come to.',
        "Enter the model's prices per token, or choose a model that has them.",
      );
    const needed = totals.cost + held.cost + unitsOf(cost);
    if (needed > unitsOf(mostCost))
      throw beyond(
        'cost',
        mostCost,
        `It has spent $${decimalOf(totals.cost + held.cost)}, and the next call may come to $${cost}.`,
      );
  }

  return {
    /** A step begins that this run had not begun before. */
    step(): void {
      allow('steps', totals.steps + 1, `It has begun ${totals.steps.toLocaleString('en')}.`);
      allowTime();
      totals.steps += 1;
    },

    fanOut: (items: number) => allow('fanOut', items, `This list has ${items.toLocaleString('en')}.`),

    /** The time that is left for working; null: without end. */
    millisecondsLeft: (): number | null => {
      const left = minutesLeft();
      return left === null ? null : left * 60_000;
    },
    outOfTime: () => beyond('minutes', limitOf('minutes') ?? 0, 'They have passed.'),

    /** Before each call of a model. */
    async reserve(estimating: () => Estimate): Promise<Reservation> {
      allowTime();
      const estimate = isMeasured ? estimating() : { tokens: 0, cost: '0' };
      const { tokens } = estimate;
      const calls = totals.modelCalls + held.calls;
      allow('modelCalls', calls + 1, `It has made ${calls.toLocaleString('en')}.`);
      const used = totals.tokens + held.tokens;
      allow(
        'tokens',
        used + tokens,
        `It has used ${used.toLocaleString('en')}, and the next call may take ${tokens.toLocaleString('en')}.`,
      );
      allowCost(estimate);
      const cost = unitsOf(estimate.cost ?? '0');
      held.calls += 1;
      held.tokens += tokens;
      held.cost += cost;
      const release = () => {
        held.calls -= 1;
        held.tokens -= tokens;
        held.cost -= cost;
      };
      if (limits !== null) {
        const ask = () => store.reserve(driven, { tokens, cost: decimalOf(cost) });
        const answer = await patiently(ask, patienceMs).catch((error: unknown) => {
          release();
          throw error;
        });
        if (answer !== 'RESERVED') release();
        if (answer === 'FENCED') throw new Fenced('Another attempt drives this run.');
        if (answer === 'MONTH') throw monthIsSpent();
      }
      return {
        settle({ inputTokens, outputTokens, cost: actual, firstTokenAt }, recorded) {
          release();
          // It broke off in the middle of an answer that will be billed, and nobody has told what it came to.
          const isLost = firstTokenAt !== null && outputTokens === null;
          totals.modelCalls += 1;
          totals.tokens += isLost ? tokens : (inputTokens ?? 0) + (outputTokens ?? 0);
          const came = isLost ? cost : unitsOf(actual ?? '0');
          totals.cost += came;
          if (limits === null) return;
          const settled = { tokens, cost: decimalOf(cost), actual: decimalOf(came), isLost };
          // Only now: should this process die before, what was reserved counts as spent.
          recorded()
            .then(() => patiently(() => store.settle(driven, settled), patienceMs))
            .catch(() => {});
        },
      };
    },
  };
}
