import { ForeignKeyConstraintViolationException, LockMode } from '@mikro-orm/core';
import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { findModelByReference } from '../models/find-models.ts';
import type { Model } from '../models/model.ts';
import type { EntityManager } from '../orm.ts';
import { loadPolicy } from './load-policy.ts';
import { ModelPolicyRow } from './model-policy-row.ts';
import type { ModelPolicy, Substitution } from './policy.ts';
import { replaceAliases, type Alias } from './replace-aliases.ts';

/** What is left out stays. */
export type PolicyChange = {
  /** A slug or a platform id. Null: no longer the organisation's own choice, so it inherits or runs on the platform's. */
  default?: string | null;
  fallback?: string | null;
  /** All of them. */
  aliases?: readonly Alias[];
  exclusive?: boolean;
  offered?: boolean;
  substitution?: Substitution;
};

export async function updateModelPolicy(
  em: EntityManager,
  actor: Actor,
  { expectedRevision, ...change }: PolicyChange & { expectedRevision: number },
  catalogue: Catalogue,
): Promise<ModelPolicy> {
  requireAdmin(actor);
  const row = await lockPolicy(em, actor);
  if (row.revision !== expectedRevision) {
    throw new ConflictError(
      `${row.updatedBy} has changed the model policy meanwhile. Look at it as it is now, and save again.`,
      ['expectedRevision'],
    );
  }
  const before = tell(row, await loadPolicy(em, catalogue));
  await applyDefaults(em, catalogue, row, change);
  row.offered = change.offered ?? row.offered;
  row.exclusive = change.exclusive ?? row.exclusive;
  row.substitution = change.substitution ?? row.substitution;
  if (row.offered && !row.hasOwnDefault()) {
    if (change.offered) throw fault('offered', 'Only a default of your own can be offered. Set one first.');
    row.offered = false;
  }
  if (change.aliases) await replaceAliases(em, actor.organizationId, catalogue, change.aliases);
  row.revision += 1;
  row.updatedBy = actor.name;
  requireCustomChoice(row, catalogue, change);
  await em.flush().catch(asLost);

  const policy = await loadPolicy(em, catalogue);
  requireCustom(policy, change);
  const changed = differences(before, tell(row, policy));
  if (Object.keys(changed).length > 0) {
    const subject = { type: 'ModelPolicy', id: null, name: 'Model policy' };
    record(em, actor, 'model-policy.updated', subject, changed);
    await em.flush();
  }
  return policy;
}

/** Made at the first change. Two who make it at once wait for each other. */
async function lockPolicy(em: EntityManager, { organizationId, name }: Actor): Promise<ModelPolicyRow> {
  await em.execute(
    'insert into model_policy (organization_id, revision, updated_by) values (?, 0, ?) on conflict do nothing',
    [organizationId, name],
  );
  return em.findOneOrFail(ModelPolicyRow, { organizationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

async function applyDefaults(
  em: EntityManager,
  catalogue: Catalogue,
  row: ModelPolicyRow,
  change: PolicyChange,
): Promise<void> {
  if (change.default !== undefined) {
    const standard = change.default && (await findUsable(em, catalogue, change.default, 'default'));
    [row.defaultModelId, row.defaultPlatformId] = slotOf(standard || null);
    // Both or neither: what is inherited comes with its own fallback.
    if (!standard) [row.fallbackModelId, row.fallbackPlatformId] = [null, null];
  }
  if (change.fallback !== undefined) {
    const fallback = change.fallback && (await findUsable(em, catalogue, change.fallback, 'fallback'));
    [row.fallbackModelId, row.fallbackPlatformId] = slotOf(fallback || null);
  }
  if (!row.hasOwnDefault() && (row.fallbackModelId ?? row.fallbackPlatformId) != null)
    throw fault('fallback', 'A fallback goes with a default of your own. Set the default as well.');
  const same =
    row.hasOwnDefault() &&
    row.defaultModelId === row.fallbackModelId &&
    row.defaultPlatformId === row.fallbackPlatformId;
  if (same) throw fault('fallback', 'The fallback must be another model than the default.');
}

const slotOf = (model: Model | null): [string | null, string | null] => {
  if (!model) return [null, null];
  return model.type === 'CUSTOM' ? [model.id, null] : [null, model.reference];
};

async function findUsable(
  em: EntityManager,
  catalogue: Catalogue,
  reference: string,
  field: string,
): Promise<Model> {
  const model = await findModelByReference(em, catalogue, reference);
  if (!model) throw fault(field, `There is no model "${reference}" in this organization.`);
  if (model.status === 'DELETED')
    throw fault(field, `${model.displayName} was deleted. Choose another model.`);
  if (model.status === 'INACTIVE')
    throw fault(field, `${model.displayName} is switched off. Switch it on under Models, or choose another.`);
  return model;
}

/** What the organisation chose itself: the database would refuse it, in words of its own. */
function requireCustomChoice(row: ModelPolicyRow, catalogue: Catalogue, change: PolicyChange): void {
  if (!row.exclusive) return;
  const place = row.defaultPlatformId != null ? 'default' : 'fallback';
  const id = row.defaultPlatformId ?? row.fallbackPlatformId;
  if (id != null) throw notCustom(catalogue.find(id)?.displayName ?? id, place, change);
}

/** What it runs on in place of a choice of its own. */
function requireCustom(policy: ModelPolicy, change: PolicyChange): void {
  const { exclusive, default: standard, fallback, origin } = policy;
  const platform = [standard, fallback].find((model) => model?.type === 'PLATFORM');
  if (!exclusive || !platform) return;
  const whose = origin.kind === 'inherited' ? `, inherited from ${origin.organizationName}` : '';
  throw notCustom(platform.displayName, platform === standard ? 'default' : 'fallback', change, whose);
}

/** The message stands at what was changed. */
function notCustom(name: string, place: 'default' | 'fallback', change: PolicyChange, whose = '') {
  return fault(
    change.exclusive ? 'exclusive' : place,
    `${name} is a platform model, and the ${place}${whose}. To use custom models only, choose a custom ${place} of your own.`,
  );
}

/** The database has the last word: the model may have been switched off or deleted in this very moment. */
function asLost(error: unknown): never {
  if (!(error instanceof ForeignKeyConstraintViolationException)) throw error;
  const place = error.message.includes('fallback_is_usable') ? 'fallback' : 'default';
  throw fault(place, `The model was switched off or deleted just now. Choose another ${place}.`);
}

/** As the audit tells it: names of models rather than ids. */
function tell(row: ModelPolicyRow, policy: ModelPolicy) {
  const own = row.hasOwnDefault();
  return {
    default: own ? policy.default.reference : null,
    fallback: own ? (policy.fallback?.reference ?? null) : null,
    exclusive: row.exclusive,
    offered: row.offered,
    substitution: row.substitution,
    aliases: [...policy.aliases].map(([alias, target]) => `${alias} = ${target}`),
  };
}

function differences(before: Told, after: Told): Record<string, { from: unknown; to: unknown }> {
  const fields = Object.keys(after) as (keyof Told)[];
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}

type Told = ReturnType<typeof tell>;

const fault = (field: string, message: string) => InvalidInputError.at(field, message);
