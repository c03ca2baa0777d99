import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { remember } from '@patchbay/schema/remember.ts';
import type { Log } from '../log.ts';
import { executeGraph, type StepResult } from './execute-graph.ts';
import type { NodeRunners } from './nodes/index.ts';
import type { RunError } from '@patchbay/schema/run-event.ts';
import type { RunNotices } from './run-notices.ts';
import { type DrivenRun, Fenced, isRefused, type RunStore } from './run-store.ts';
import { StepFailed } from './step-failed.ts';
import { StepRecorder } from './step-recorder.ts';
import { outputInstead, retriesOf } from './output-instead.ts';
import { withRetries } from './with-retries.ts';

export type DriveTools = {
  store: RunStore;
  notices: RunNotices;
  nodes: NodeRunners;
  log: Log;
  /** A place became free: lets the organisation's next queued run go. */
  onFinished: (organizationId: string) => void;
};

/** Many runs walk the same graph; it is read once, with all that is worked out about it. */
const readGraph = remember({ most: 500, longest: 200_000 }, (text) => parseWorkflow(JSON.parse(text)).graph);

/** Claims the run, walks its graph from where the rows say it stands, and records how it ended. */
export async function driveRun(
  { store, notices, nodes, log, onFinished }: DriveTools,
  driven: DrivenRun,
  epoch: number,
  cancelled: AbortSignal,
): Promise<void> {
  const claimed = await store.claim(driven, epoch);
  if (!claimed) return;
  notices.rowsChanged(driven.runId);

  const fenced = new AbortController();
  const signal = AbortSignal.any([cancelled, fenced.signal]);
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

  const known = new Map(
    claimed.steps.map((step) => [
      step.path,
      { ...step, origin: claimed.standIns?.[step.path] ?? ('RAN' as const) },
    ]),
  );
  try {
    const { failed, scope } = await executeGraph({
      graph,
      known,
      onSkipped: (node) => recorder.skip(node),
      async runStep(node, scopeNow): Promise<StepResult> {
        const begun = known.get(node.id);
        const step = recorder.begin(node, begun?.status === 'RUNNING' ? begun : undefined);
        const work = () => {
          signal.throwIfAborted();
          return nodes.run(node, {
            graph,
            scope: scopeNow,
            input: claimed.input,
            organizationId: driven.organizationId,
            projectId: claimed.projectId,
            signal,
            step,
          });
        };
        try {
          const output = await withRetries(work, { retries: retriesOf(node), signal });
          step.succeed(output);
          return { status: 'SUCCEEDED', output };
        } catch (error) {
          if (error instanceof Fenced || isRefused(error) || fenced.signal.aborted) throw error;
          const failure = cancelled.aborted ? runWasCancelled : describe(error, node.name, log);
          const instead = cancelled.aborted ? null : outputInstead(node, failure);
          if (instead) {
            step.succeed(instead, failure);
            return { status: 'SUCCEEDED', output: instead };
          }
          await step.fail(failure);
          return { status: 'FAILED', error: failure };
        }
      },
    });
    if (cancelled.aborted) return await finish('CANCELLED', {});
    if (failed) return await finish('FAILED', { error: failed });
    return await finish('SUCCEEDED', { output: nodes.resultOf(graph, scope) });
  } catch (error) {
    // What is still under way is nobody's any more.
    fenced.abort(error);
    if (!isRefused(error)) throw error;
    log.error({ err: error }, 'what a step brought cannot be recorded');
    return finish('FAILED', { error: notRecorded });
  }
}

type Outcome = { output?: Record<string, unknown>; error?: RunError };

const runWasCancelled: RunError = {
  code: 'CANCELLED',
  message: 'The run was cancelled while this step was at work.',
};

const notRecorded: RunError = {
  code: 'INTERNAL',
  message: "What a step brought could not be recorded. The operator finds the reason in the worker's log.",
};

function describe(error: unknown, stepName: string, log: Log): RunError {
  if (error instanceof StepFailed) return error.failure;
  log.error({ err: error, step: stepName }, 'a step failed unexpectedly');
  return {
    code: 'INTERNAL',
    message: `The step "${stepName}" failed for a reason on our side. The operator finds it in the worker's log.`,
  };
}
