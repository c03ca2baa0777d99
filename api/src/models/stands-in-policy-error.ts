import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { DeclaredError } from '../errors.ts';
import type { CustomModel } from './custom-model.ts';

/** The organisation's policy needs the model: it can be switched off or deleted once another stands in its place. */
export class StandsInPolicyError extends DeclaredError {
  readonly code = 'STANDS_IN_POLICY';
  readonly status = 409;
  readonly place: 'DEFAULT' | 'FALLBACK';

  constructor({ displayName }: CustomModel, place: 'DEFAULT' | 'FALLBACK') {
    const role = place.toLowerCase();
    super(
      `"${displayName}" is the organization's ${role} model. Choose another ${role} under Settings > Models first.`,
      ['modelId'],
    );
    this.place = place;
  }
}

/** The policy's foreign keys refuse it, so that no two who act at once can get past them. */
export function asStandsInPolicy(model: CustomModel) {
  return (error: unknown): never => {
    if (!(error instanceof ForeignKeyConstraintViolationException)) throw error;
    throw new StandsInPolicyError(
      model,
      error.message.includes('fallback_is_usable') ? 'FALLBACK' : 'DEFAULT',
    );
  };
}
