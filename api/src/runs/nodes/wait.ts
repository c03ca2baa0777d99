import { secondsOf } from '@patchbay/schema/nodes/period.ts';
import type { WaitData } from '@patchbay/schema/nodes/wait.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StepFailed } from '../step-failed.ts';
import { StepWaits } from '../step-waits.ts';
import { filled } from './in-template.ts';
import type { NodeRun, NodeRunner } from './node-run.ts';

/** Letting the run go and taking it up again is more work than this. */
const shortMs = 3_000;
const longestMs = 366 * 86_400_000;
const progress = z.object({ until: z.iso.datetime() });

/** The moment is fixed when the step begins, and kept. */
export const runWait: NodeRunner<'wait'> = async ({ data }, run) => {
  const kept = progress.safeParse(run.step.progress);
  const until = kept.success ? new Date(kept.data.until) : momentOf(data, run);
  if (!kept.success) run.step.keep({ until: until.toISOString() });
  const left = until.getTime() - Date.now();
  if (left > shortMs) throw new StepWaits(until);
  if (left > 0) await sleep(left, undefined, { signal: run.signal });
  return { until: until.toISOString() };
};

function momentOf({ until }: WaitData, run: NodeRun): Date {
  if (until.kind === 'period') return new Date(Date.now() + secondsOf(until.period) * 1_000);
  const text = filled(until.moment, run, 'Until').trim();
  const moment = new Date(text);
  // A date alone would be read as some midnight or other, a time without its zone as the server's.
  if (!/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(moment.getTime()))
    throw new StepFailed(
      'MOMENT',
      `"${text.slice(0, 100)}" is no moment to wait for.`,
      'Write it with its time zone, such as 2027-01-31T09:00:00Z.',
    );
  if (moment.getTime() - Date.now() > longestMs)
    throw new StepFailed('MOMENT', `${text} is more than a year away.`, 'Wait for a year at most.');
  return moment;
}
