import type { RunError } from '@patchbay/schema/run-event.ts';
import type { Log } from '../log.ts';
import { StepFailed } from './step-failed.ts';

export const runWasCancelled: RunError = {
  code: 'CANCELLED',
  message: 'The run was cancelled while this step was at work.',
};

export const notRecorded: RunError = {
  code: 'INTERNAL',
  message: "What a step brought could not be recorded. The operator finds the reason in the worker's log.",
};

export function describeFailure(error: unknown, stepName: string, log: Log): RunError {
  if (error instanceof StepFailed) return error.failure;
  log.error({ err: error, step: stepName }, 'a step failed unexpectedly');
  return {
    code: 'INTERNAL',
    message: `The step "${stepName}" failed for a reason on our side. The operator finds it in the worker's log.`,
  };
}
