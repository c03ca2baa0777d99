import { defaultReference } from '@patchbay/schema/model-ref.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findModelByReference } from '../models/find-models.ts';
import { type Model, modelOfPlatform } from '../models/model.ts';
import type { EntityManager } from '../orm.ts';
import type { ModelPolicy } from './policy.ts';
import { targetOf } from './resolve-candidates.ts';

/** An organisation that has decided nothing runs on the platform's default. */
export async function loadPolicy(_em: EntityManager, catalogue: Catalogue): Promise<ModelPolicy> {
  const platformDefault = modelOfPlatform(catalogue, catalogue.default);
  return {
    origin: { kind: 'platform' },
    default: platformDefault,
    fallback: null,
    aliases: new Map(),
    exclusive: false,
    substitution: 'NEVER',
    platformDefault,
  };
}

/** The model that a step's reference leads to; null where there is none, or where the policy says it. */
export async function findNamed(
  em: EntityManager,
  catalogue: Catalogue,
  reference: string,
  policy: ModelPolicy,
): Promise<Model | null> {
  if (reference === defaultReference) return null;
  return findModelByReference(em, catalogue, targetOf(reference, policy));
}
