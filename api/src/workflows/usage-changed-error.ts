import { DeclaredError } from '../errors.ts';

/** Somebody published or saved in between: what was decided was decided without it. */
export class UsageChangedError extends DeclaredError {
  readonly code = 'USAGE_CHANGED';
  readonly status = 409;
  readonly modelId: string;

  constructor(modelId: string) {
    super(
      'Meanwhile other steps have come to use the model, or some no longer do. Look again, then decide.',
      ['seen'],
    );
    this.modelId = modelId;
  }
}
