import type { RunError } from '@patchbay/schema/run-event.ts';

/** A failure that is the step's to tell: its words are for the person who reads the run. */
export class StepFailed extends Error {
  override name = 'StepFailed';
  readonly failure: RunError;
  /** It may go away by itself, so that a step which has retries tries again. */
  readonly mayPass: boolean;

  constructor(code: string, message: string, fix?: string, { mayPass = false } = {}) {
    super(message);
    this.failure = { code, message, ...(fix && { fix }) };
    this.mayPass = mayPass;
  }
}
