import { DeclaredError } from '../errors.ts';

/** Who holds the slug, and what to do about it. */
export const slugHolders = {
  ACTIVE_MODEL: (slug) => `The slug "${slug}" belongs to another custom model. Choose another slug.`,
  SWITCHED_OFF_MODEL: (slug) =>
    `The slug "${slug}" belongs to a custom model that is switched off, not deleted. Switch it on again, or choose another slug.`,
  DELETED_MODEL_OF_OTHER_PROVIDER: (slug) =>
    `The slug "${slug}" belonged to a deleted model of another provider. Re-add it with that provider, or choose another slug.`,
  ALIAS: (slug) =>
    `"${slug}" is an alias of this organization. Choose another slug, or change the alias under Settings > Models.`,
  PLATFORM_MODEL: (slug) => `"${slug}" is a platform model. Choose another slug.`,
  RESERVED: (slug) => `"${slug}" is reserved: it stands for the organization default. Choose another slug.`,
} satisfies Record<string, (slug: string) => string>;

export type SlugHolder = keyof typeof slugHolders;

export class SlugTakenError extends DeclaredError {
  readonly code: string;
  readonly status = 409;
  readonly slug: string;
  readonly takenBy: SlugHolder;

  constructor(slug: string, takenBy: SlugHolder) {
    super(slugHolders[takenBy](slug), ['slug']);
    this.code = takenBy === 'DELETED_MODEL_OF_OTHER_PROVIDER' ? 'PROVIDER_MISMATCH' : 'CONFLICT';
    this.slug = slug;
    this.takenBy = takenBy;
  }
}
