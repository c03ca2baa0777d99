/**
 * Run    one execution of a workflow's frozen graph
 * Step   a node being run
 *
 * What happens to a run, in order, is the union `RunEvent` of the API: the run as it is now, a step as it is now, or a
 * piece of a step's text.
 */
export const runStatuses = [
  'QUEUED',
  'RUNNING',
  /** Nothing can go on before some moment, or before a person has decided. It takes no worker's time. */
  'WAITING',
  /** A budget was reached. An administrator may raise it, and the run goes on from there. */
  'OVER_BUDGET',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
] as const;
export const stepStatuses = ['RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'SKIPPED'] as const;

/**
 * Where a step's output comes from: it ran in this run; or it was not run, because its output was pinned, was taken from
 * an earlier run, or because nobody but pinned steps would have needed it.
 */
export const stepOrigins = ['RAN', 'PINNED', 'EARLIER_RUN', 'NOT_NEEDED'] as const;

export type StepOrigin = (typeof stepOrigins)[number];
export type RunStatus = (typeof runStatuses)[number];
export type StepStatus = (typeof stepStatuses)[number];

/** Why a run or a step failed: a word for programs, a sentence for people, how to mend it, and where. */
export type RunError = { code: string; message: string; fix?: string; nodeId?: string };

export function isFinished(status: RunStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED';
}
