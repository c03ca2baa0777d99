import { secondsOf } from '@patchbay/schema/nodes/period.ts';
import { StepWaits } from '../step-waits.ts';
import { filled } from './in-template.ts';
import type { NodeRunner } from './node-run.ts';

/** Looked at each time the run is woken: the question was asked once, and has an answer or not. */
export const runApproval: NodeRunner<'approval'> = async ({ name, data }, run) => {
  const { message, assignees, expiresAfter } = data;
  const { decision, comment, by, at, expiresAt } = await run.askApproval({
    stepName: name,
    message: filled(message, run, 'Question'),
    assignees,
    expiresAt: expiresAfter && new Date(Date.now() + secondsOf(expiresAfter) * 1_000),
  });
  if (decision === null) throw new StepWaits(expiresAt === null ? null : new Date(expiresAt));
  return { decision, comment, by: by ?? '', at: new Date(at ?? Date.now()).toISOString() };
};
