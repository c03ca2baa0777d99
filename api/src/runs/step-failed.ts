import type { RunError } from '@patchbay/schema/run-event.ts';

/** A failure that is the step's to tell: its words are for the person who reads the run. */
export class StepFailed extends Error {
  override name = 'StepFailed';
  readonly failure: RunError;

  constructor(code: string, message: string, fix?: string) {
    super(message);
    this.failure = { code, message, ...(fix && { fix }) };
  }
}
