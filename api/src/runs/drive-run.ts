import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { remember } from '@patchbay/schema/remember.ts';
import type { RunError } from '@patchbay/schema/run-event.ts';
import { nothingSpent } from '@patchbay/schema/run-limits.ts';
import type { Log } from '../log.ts';
import { notRecorded } from './describe-failure.ts';
import type { LoadVersion } from './load-version.ts';
import type { NodeRunners } from './nodes/index.ts';
import { createRunBudget } from './run-budget.ts';
import type { RunNotices } from './run-notices.ts';
import { type DrivenRun, isRefused, type RunStore } from './run-store.ts';
import { StepRecorder } from './step-recorder.ts';
import { createWakeUps, longestTimer, type WakeUps } from './wake-ups.ts';
import { createWalk } from './walk-workflow.ts';

export type DriveTools = {
  store: RunStore;
  notices: RunNotices;
  nodes: NodeRunners;
  loadVersion: LoadVersion;
  log: Log;
  /** A place became free: lets the organisation's next queued run go. */
  onFinished: (organizationId: string) => void;
};

/** Many runs walk the same graph; it is read once, with all that is worked out about it. */
const readGraph = remember({ most: 500, longest: 200_000 }, (text) => parseWorkflow(JSON.parse(text)).graph);

/**
 * Claims the run, walks its graph from where the rows say it stands, and records how it ended; or lets it go, where it
 * waits or may not spend more.
 */
export async function driveRun(
  { store, notices, nodes, loadVersion, log, onFinished }: DriveTools,
  driven: DrivenRun,
  epoch: number,
  cancelled: AbortSignal,
  wakeUps: WakeUps = createWakeUps(),
): Promise<void> {
  const claimed = await store.claim(driven, epoch);
  if (!claimed) return;
  notices.rowsChanged(driven.runId);

  const fenced = new AbortController();
  const outOfTime = new AbortController();
  const signal = AbortSignal.any([cancelled, fenced.signal, outOfTime.signal]);
  const recorder = new StepRecorder(store, notices, driven, (error) => fenced.abort(error));
  const finish = async (outcome: 'SUCCEEDED' | 'FAILED' | 'CANCELLED', result: Outcome) => {
    await recorder.finish(outcome, result.output ?? null, result.error ?? null);
    onFinished(driven.organizationId);
  };

  const graph = readGraph(claimed.graph);
  if (!graph) {
    // Checked when the run was started, so only a change of the format gets here.
    return finish('FAILED', {
      error: { code: 'GRAPH_UNREADABLE', message: 'This version cannot read the graph of the run.' },
    });
  }
  if (claimed.cancelled) return finish('CANCELLED', {});

  const { limits, spent } = claimed;
  const budget = createRunBudget({ store, driven, limits, spent: spent ?? nothingSpent });
  const left = budget.millisecondsLeft();
  const clock =
    left === null
      ? null
      : setTimeout(() => outOfTime.abort(budget.outOfTime()), Math.min(left, longestTimer));
  const walk = createWalk({
    store,
    nodes,
    loadVersion,
    log,
    driven,
    claimed,
    recorder,
    budget,
    signal,
    cancelled,
    fenced: fenced.signal,
    woken: wakeUps.next,
    wakeAt: wakeUps.wakeAt,
  });
  try {
    const { failed, stopped, waiting, scope } = await walk(graph);
    if (cancelled.aborted) return await finish('CANCELLED', {});
    if (failed) return await finish('FAILED', { error: failed });
    if (!stopped && !waiting) return await finish('SUCCEEDED', { output: nodes.resultOf(graph, scope) });
    await (stopped ? recorder.stop(stopped) : recorder.park(waiting?.until ?? null));
    onFinished(driven.organizationId);
  } catch (error) {
    // What is still under way is nobody's any more.
    fenced.abort(error);
    if (!isRefused(error)) throw error;
    log.error({ err: error }, 'what a step brought cannot be recorded');
    return await finish('FAILED', { error: notRecorded });
  } finally {
    if (clock) clearTimeout(clock);
    wakeUps.close();
  }
}

type Outcome = { output?: Record<string, unknown>; error?: RunError };
