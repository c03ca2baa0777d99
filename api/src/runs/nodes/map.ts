import type { RunError } from '@patchbay/schema/run-event.ts';
import type { StepResult } from '../execute-graph.ts';
import { OverBudget } from '../over-budget.ts';
import { soonest } from '../soonest.ts';
import { StepFailed } from '../step-failed.ts';
import { StepWaits } from '../step-waits.ts';
import { inExpression } from './in-expression.ts';
import type { NodeRun, NodeRunner } from './node-run.ts';
import { innerRunOf } from './workflow.ts';

/**
 * Several items at a time, each with a row of its own. An item that waits makes room for others: they may all be asked
 * about at once. The first failure lets nothing new begin, unless the step says to keep going.
 */
export const runMap: NodeRunner<'map'> = async ({ data }, run) => {
  const list = await listOf(data.items, run);
  run.budget.fanOut(list.length);

  const results: unknown[] = list.map(() => null);
  const failures: { index: number; code: string; message: string }[] = [];
  const count = { total: list.length, done: 0, failed: 0 };
  let stopped: RunError | null = null;
  let failed: RunError | null = null;

  const settle = (index: number, result: StepResult): Rest => {
    if (result.status === 'WAITING') return result;
    if (result.status === 'STOPPED') stopped ??= result.error;
    if (result.status === 'SUCCEEDED') {
      results[index] = result.output;
      count.done += 1;
    }
    if (result.status === 'FAILED') {
      const { code, message } = result.error;
      failures.push({ index, code, message });
      count.failed += 1;
      if (data.onItemError === 'fail') failed ??= { ...result.error, message: `Item ${index}: ${message}` };
    }
    run.step.counted({ ...count });
    return null;
  };
  run.step.counted({ ...count });
  const rest = await goThrough(list.length, {
    atOnce: data.concurrency,
    woken: run.woken,
    mayBegin: () => stopped === null && failed === null,
    begin: async (index) =>
      settle(index, await run.item(index, () => innerRunOf(data, withItem(run, list[index], index)))),
  });

  if (failed !== null) throw asFailure(failed);
  if (stopped !== null) throw new OverBudget(stopped);
  if (rest) throw new StepWaits(rest.until);
  failures.sort((one, other) => one.index - other.index);
  return { results, failures, count: list.length, failed: failures.length };
};

async function listOf(items: string, run: NodeRun): Promise<unknown[]> {
  const list = await inExpression(items, run, 'Items');
  if (Array.isArray(list)) return list;
  throw new StepFailed(
    'NO_LIST',
    `Items: this gave ${JSON.stringify(list)?.slice(0, 100) ?? 'nothing'}, which is no list.`,
    'Name a list, such as extract.json.orders.',
  );
}

const withItem = ({ graph, scope }: NodeRun, item: unknown, index: number) => ({
  graph,
  scope: { ...scope, item: item as Record<string, unknown>, index: index as never },
});

const asFailure = ({ code, message, fix }: RunError) => new StepFailed(code, message, fix);

/** What waits, for this moment at the soonest. */
type Rest = { until: Date | null } | null;

type Going = {
  atOnce: number;
  mayBegin: () => boolean;
  /** Answers whether the item waits. */
  begin: (index: number) => Promise<Rest>;
  woken: () => Promise<void>;
};

/** Ends when nothing is at work any more, and says what waits then. */
async function goThrough(total: number, { atOnce, mayBegin, begin, woken }: Going): Promise<Rest> {
  const resting = new Map<number, Date | null>();
  const working = new Set<Promise<void>>();
  const again: number[] = [];
  let next = 0;
  const take = () => again.pop() ?? (next < total ? next++ : null);
  const wake = () => {
    again.push(...resting.keys());
    resting.clear();
  };

  for (;;) {
    while (working.size < atOnce && mayBegin()) {
      const index = take();
      if (index === null) break;
      const work: Promise<void> = begin(index)
        .then((rest) => void (rest && resting.set(index, rest.until)))
        .finally(() => working.delete(work));
      // The race below hears of it; should another have ended the walk by then, nobody else need.
      work.catch(() => {});
      working.add(work);
    }
    if (working.size === 0) break;
    await Promise.race(resting.size > 0 ? [...working, woken().then(wake)] : working);
  }
  return resting.size > 0 ? { until: soonest(resting.values()) } : null;
}
