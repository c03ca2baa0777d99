import { DeclaredError } from '../errors.ts';
import { testHoldsForMinutes } from './connection-test.ts';

export class NotTestedError extends DeclaredError {
  readonly code = 'NOT_TESTED';
  readonly status = 422;

  constructor() {
    super(
      `Test the connection first: just this setup must have passed in the last ${testHoldsForMinutes} minutes. Changing the provider, a field, the model id, max tokens or a capability needs a new test.`,
      ['setup'],
    );
  }
}
