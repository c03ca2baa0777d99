import { z } from 'zod';

/**
 * Run       one execution of a workflow's frozen graph
 * Step      a node being run
 * Change    a number that counts what happened to a run, in order; a watcher resumes after the last one it saw
 */
export const runStatuses = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export const stepStatuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED'] as const;

export type RunStatus = (typeof runStatuses)[number];
export type StepStatus = (typeof stepStatuses)[number];

/** Why a run or a step failed: a word for programs, a sentence for people, how to mend it, and where. */
export const runErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string().optional(),
  nodeId: z.string().optional(),
});
export type RunError = z.infer<typeof runErrorSchema>;

const at = z.iso.datetime().nullable();

const runChanged = z.object({
  kind: z.literal('run'),
  change: z.int(),
  status: z.enum(runStatuses),
  output: z.record(z.string(), z.unknown()).nullable(),
  error: runErrorSchema.nullable(),
  startedAt: at,
  finishedAt: at,
});

const stepChanged = z.object({
  kind: z.literal('step'),
  change: z.int(),
  /** The node's id; inside a loop it names the item, too. */
  path: z.string(),
  nodeId: z.string(),
  status: z.enum(stepStatuses),
  output: z.record(z.string(), z.unknown()).nullable(),
  error: runErrorSchema.nullable(),
  /** The text streamed so far. Deltas go on from its end. */
  partial: z.string().nullable(),
  startedAt: at,
  finishedAt: at,
});

/** A piece of a step's text. One whose offset is behind what is there replaces the rest: another candidate began anew. */
const textAdded = z.object({
  kind: z.literal('text'),
  path: z.string(),
  offset: z.int().min(0),
  text: z.string(),
});

export const runEventSchema = z.discriminatedUnion('kind', [runChanged, stepChanged, textAdded]);
export type RunEvent = z.infer<typeof runEventSchema>;

export function isFinished(status: RunStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED';
}
