import { DeclaredError } from '../errors.ts';
import type { CustomModel } from './custom-model.ts';

/** Whoever may see it hears what became of it: the registry still lists deleted models for who asks for them. */
export class ModelDeletedError extends DeclaredError {
  readonly code = 'MODEL_DELETED';
  readonly status = 410;
  readonly slug: string;

  constructor({ displayName, slug }: CustomModel, field: string) {
    super(
      `"${displayName}" was deleted. To bring it back, add a model of the same provider with the slug "${slug}".`,
      [field],
    );
    this.slug = slug;
  }
}
