import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { defaultReference, deriveSlug, slugFault } from '@patchbay/schema/model-ref.ts';
import type { ProviderId } from '@patchbay/schema/providers/index.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { InvalidInputError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { CustomModel } from './custom-model.ts';
import { ReferenceName } from './reference-name.ts';
import { SlugTakenError } from './slug-taken-error.ts';

export function chooseSlug(
  catalogue: Catalogue,
  given: string | null | undefined,
  displayName: string,
): string {
  const slug = given?.trim() || deriveSlug(displayName);
  if (slug === defaultReference) throw new SlugTakenError(slug, 'RESERVED');
  if (catalogue.find(slug)) throw new SlugTakenError(slug, 'PLATFORM_MODEL');
  const fault = slugFault(slug);
  if (fault) throw InvalidInputError.at('slug', fault);
  return slug;
}

/**
 * The deleted model whose slug this is, to be reactivated; null where the slug is free. Who asks for the same one at the
 * same time waits here, and then finds it in use.
 */
export async function findDeleted(
  em: EntityManager,
  slug: string,
  provider: ProviderId,
): Promise<CustomModel | null> {
  const holder = await em.findOne(
    CustomModel,
    { slug },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!holder) {
    const alias = await em.count(ReferenceName, { name: slug, target: { $ne: null } });
    if (alias > 0) throw new SlugTakenError(slug, 'ALIAS');
    return null;
  }
  if (!holder.isDeleted())
    throw new SlugTakenError(slug, holder.active ? 'ACTIVE_MODEL' : 'SWITCHED_OFF_MODEL');
  if (holder.provider !== provider) throw new SlugTakenError(slug, 'DELETED_MODEL_OF_OTHER_PROVIDER');
  return holder;
}

/** Of two who add a new slug at once both find it free; the database lets one of them in. */
export function asSlugTaken(slug: string) {
  return (error: unknown): never => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new SlugTakenError(slug, 'ACTIVE_MODEL');
  };
}
