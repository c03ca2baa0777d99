import { type Actor, requireAdmin } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { InvalidInputError } from '../errors.ts';
import { loadPolicy } from '../model-policy/load-policy.ts';
import type { CustomModel } from '../models/custom-model.ts';
import { deleteCustomModel } from '../models/delete-custom-model.ts';
import { lockEvenDeleted } from '../models/find-custom-model.ts';
import { findModelsByReference } from '../models/find-models.ts';
import { setModelActive } from '../models/set-model-active.ts';
import type { EntityManager } from '../orm.ts';
import { lockPublishing } from './publishing-lock.ts';
import { canAnswer, fingerprintOfUses, type Use, usesOfModel } from './repoint-plan.ts';
import { type RepointedUse, repointUses } from './repoint-uses.ts';
import { UsageChangedError } from './usage-changed-error.ts';

type Input = {
  modelId: string;
  as: 'DELETED' | 'INACTIVE';
  /** What `planRepointing` said: null insists, whoever uses it now. */
  seen: string | null;
  /** One model for all steps of a group. */
  groups: readonly { group: string; to: string }[];
  /** And another one for some; null leaves the step as it is, and it will fail. */
  steps: readonly { workflowId: string; nodeId: string; live: boolean; to: string | null }[];
};

export type Retired = { model: CustomModel; workflows: number; versions: number; leftBehind: number };

/** Takes a model away, and gives its steps others, in one transaction: there is no moment in which they stand without. */
export async function retireModel(
  em: EntityManager,
  actor: Actor,
  { modelId, as, seen, groups, steps }: Input,
  catalogue: Catalogue,
): Promise<Retired> {
  requireAdmin(actor);
  await lockPublishing(em, actor, 'retire');
  const model = await lockEvenDeleted(em, modelId);
  const uses = await lockUses(em, catalogue, model.slug);
  if (seen !== null && fingerprintOfUses(uses.map(({ use }) => use)) !== seen)
    throw new UsageChangedError(modelId);

  const toOf = ({ group, workflowId, nodeId, versionId }: Use): string | null => {
    const own = steps.find(
      (step) =>
        step.workflowId === workflowId && step.nodeId === nodeId && step.live === (versionId !== null),
    );
    return own ? own.to : (groups.find((one) => one.group === group)?.to ?? null);
  };
  const chosen = uses.map(({ use, question }) => ({ use, question, to: toOf(use) }));
  await refuseUnable(em, catalogue, model, chosen);
  const repointed = chosen.flatMap(({ use, to }): RepointedUse[] => (to === null ? [] : [{ use, to }]));
  const word = as === 'DELETED' ? 'was deleted' : 'was switched off';
  const done =
    repointed.length === 0
      ? { workflows: 0, versions: 0 }
      : await repointUses(em, actor, repointed, `Other models, since ${model.displayName} ${word}.`);
  if (as === 'DELETED') await deleteCustomModel(em, actor, { modelId });
  else await setModelActive(em, actor, { modelId, active: false });
  return { model, ...done, leftBehind: uses.length - repointed.length };
}

/** Drafts are saved at any time: those that use the model stand still from here on. */
async function lockUses(em: EntityManager, catalogue: Catalogue, slug: string) {
  const before = await usesOfModel(em, catalogue, slug);
  const ids = [...new Set(before.map(({ use }) => use.workflowId))];
  await em.execute(
    `select id from workflow where id in (select jsonb_array_elements_text(?::jsonb)::uuid) order by id for update`,
    [JSON.stringify(ids)],
  );
  return usesOfModel(em, catalogue, slug);
}

type Chosen = Awaited<ReturnType<typeof usesOfModel>>[number] & { to: string | null };

async function refuseUnable(
  em: EntityManager,
  catalogue: Catalogue,
  { slug }: CustomModel,
  chosen: readonly Chosen[],
): Promise<void> {
  const references = [...new Set(chosen.flatMap(({ to }) => to ?? []))];
  if (references.length === 0) return;
  const policy = await loadPolicy(em, catalogue);
  const models = await findModelsByReference(em, catalogue, references);
  const faults = new Map<string, string>();
  for (const { use, question, to } of chosen) {
    if (to === null || faults.has(`${use.group} ${to}`)) continue;
    const model = models.get(to);
    if (to === slug || !model || !canAnswer(question, policy, model))
      faults.set(`${use.group} ${to}`, `"${to}" cannot answer "${use.stepName}". Choose one that can.`);
  }
  if (faults.size > 0)
    throw new InvalidInputError([...faults.values()].map((message) => ({ path: ['groups'], message })));
}
