import { defaultReference } from '@patchbay/schema/model-ref.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { CustomModel } from '../models/custom-model.ts';
import { findModelByReference, findModelsByReference } from '../models/find-models.ts';
import {
  type Model,
  modelOfCustom,
  modelOfGrant,
  modelOfPlatform,
  platformModelGone,
} from '../models/model.ts';
import type { EntityManager } from '../orm.ts';
import { ModelPolicyRow } from './model-policy-row.ts';
import type { ModelPolicy } from './policy.ts';
import { targetOf } from './resolve-candidates.ts';

/** What holds for the organisation now: its own choice, else what the nearest ancestor offers, else the platform's. */
export async function loadPolicy(em: EntityManager, catalogue: Catalogue): Promise<ModelPolicy> {
  const own = await loadOwn(em);
  const { row, aliases } = own;
  return {
    ...(await loadDefaults(em, catalogue, own)),
    aliases: new Map(aliases),
    exclusive: row?.exclusive ?? false,
    substitution: row?.substitution ?? 'NEVER',
    platformDefault: modelOfPlatform(catalogue, catalogue.default),
    offered: row?.offered ?? false,
    revision: row?.revision ?? 0,
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

/** The same for many references, in one query. */
export async function findNamedAmong(
  em: EntityManager,
  catalogue: Catalogue,
  references: Iterable<string>,
  policy: ModelPolicy,
): Promise<Map<string, Model>> {
  const wanted = [...references].filter((reference) => reference !== defaultReference);
  const targets = wanted.map((reference) => targetOf(reference, policy));
  const models = await findModelsByReference(em, catalogue, targets);
  return new Map(
    wanted.flatMap((reference) => {
      const model = models.get(targetOf(reference, policy));
      return model ? [[reference, model] as const] : [];
    }),
  );
}

type Own = {
  row: ModelPolicyRow | undefined;
  aliases: [name: string, target: string][];
  /** Nothing is inherited where there is nobody above. */
  hasParent: boolean;
};

/** In one statement, as every run and every list of models begins with it. */
async function loadOwn(em: EntityManager): Promise<Own> {
  type Found = Omit<Own, 'row'> & { organization_id: string | null };
  const [found] = await em.execute<[Found]>(
    `select policy.*, exists (select from organization 
       where id = current_setting('patchbay.organization_id')::uuid and parent_id is not null)
       as "hasParent", coalesce((select json_agg(json_build_array(name, target) order by name)
       from reference_name where target is not null), '[]') as aliases
     from (select) as one left join model_policy policy on true`,
  );
  const { aliases, hasParent, ...columns } = found;
  // Apart from what this transaction knows: its own changes of the row are not written over.
  const row = columns.organization_id && em.fork().map(ModelPolicyRow, columns);
  return { row: row || undefined, aliases, hasParent };
}

type Defaults = Pick<ModelPolicy, 'origin' | 'default' | 'fallback'>;

async function loadDefaults(
  em: EntityManager,
  catalogue: Catalogue,
  { row, hasParent }: Own,
): Promise<Defaults> {
  if (row?.hasOwnDefault()) {
    const ids = [row.defaultModelId, row.fallbackModelId].filter((id) => id != null);
    const models = (await em.find(CustomModel, { id: ids })).map(modelOfCustom);
    return { origin: { kind: 'own' }, ...chosen(catalogue, row, models) };
  }
  return (hasParent && (await loadInherited(em, catalogue))) || platformAlone(catalogue);
}

type Inherited = {
  owner_id: string;
  owner_name: string;
  default_model_id: string | null;
  default_platform_id: string | null;
  fallback_model_id: string | null;
  fallback_platform_id: string | null;
};

async function loadInherited(em: EntityManager, catalogue: Catalogue): Promise<Defaults | null> {
  // In one statement: between two of them the ancestor may choose another model, and neither would fit the other.
  const rows = await em.execute<(Inherited & Record<string, unknown>)[]>(
    'select inherited.*, model.* from inherited_policy() inherited left join granted_models() model on true',
  );
  const [found] = rows;
  if (!found) return null;
  // Apart from what this transaction knows: nothing of it may be found here by its id.
  const apart = em.fork({ keepTransactionContext: true });
  const granted = rows.filter(({ id }) => id !== null);
  if (found.default_model_id !== null && granted.length === 0) {
    // Nothing is granted to whoever has a choice of its own: it has been made since its row was read.
    return loadDefaults(apart, catalogue, await loadOwn(apart));
  }
  const models = granted.map((columns) => modelOfGrant(apart.map(CustomModel, columns)));
  const slots = {
    defaultModelId: found.default_model_id,
    defaultPlatformId: found.default_platform_id,
    fallbackModelId: found.fallback_model_id,
    fallbackPlatformId: found.fallback_platform_id,
  };
  return {
    origin: { kind: 'inherited', organizationId: found.owner_id, organizationName: found.owner_name },
    ...chosen(catalogue, slots, models),
  };
}

function platformAlone(catalogue: Catalogue): Defaults {
  return {
    origin: { kind: 'platform' },
    default: modelOfPlatform(catalogue, catalogue.default),
    fallback: null,
  };
}

type Slots = {
  defaultModelId?: string | null;
  defaultPlatformId?: string | null;
  fallbackModelId?: string | null;
  fallbackPlatformId?: string | null;
};

function chosen(
  catalogue: Catalogue,
  { defaultModelId, defaultPlatformId, fallbackModelId, fallbackPlatformId }: Slots,
  models: readonly Model[],
): Pick<ModelPolicy, 'default' | 'fallback'> {
  const slot = (modelId: string | null | undefined, platformId: string | null | undefined): Model | null => {
    if (modelId != null) return models.find(({ id }) => id === modelId) ?? null;
    if (platformId == null) return null;
    const listed = catalogue.find(platformId);
    // The operator may have taken it off the list: that is said, and nothing else put in its place.
    return listed ? modelOfPlatform(catalogue, listed) : platformModelGone(platformId);
  };
  const standard = slot(defaultModelId, defaultPlatformId);
  if (!standard)
    throw new Error('The default of a model policy is missing, which its foreign key rules out.');
  return { default: standard, fallback: slot(fallbackModelId, fallbackPlatformId) };
}
