import { capabilityNames } from '@patchbay/schema/capabilities.ts';
import type { EntityManager } from '../orm.ts';
import { CapabilityEvidence, evidenceFingerprint } from './capability-evidence.ts';
import type { CustomModel } from './custom-model.ts';
import type { Model } from './model.ts';
import type { ModelSetup } from './model-setup.ts';

/** Evidence as it stands to what is saved, or to what a form says. */
export type ShownEvidence = { evidence: CapabilityEvidence; contradicts: boolean; stale: boolean };

/** The latest of each capability, of each model, in one query; platform models have none. */
export async function loadEvidence(em: EntityManager, models: readonly Model[]): Promise<ShownEvidence[][]> {
  const ids = models.flatMap(({ custom }) => custom?.id ?? []);
  if (ids.length === 0) return models.map(() => []);
  const latest = await em.execute<{ id: string }[]>(
    `select distinct on (model_id, capability) id from capability_evidence where model_id in (?)
     order by model_id, capability, id desc`,
    [ids],
  );
  const found = await em.find(CapabilityEvidence, { id: latest.map(({ id }) => id) });
  const byModel = Map.groupBy(found, ({ modelId }) => modelId);
  return models.map(({ custom }) => (custom ? shown(custom, byModel.get(custom.id) ?? []) : []));
}

function shown(custom: CustomModel, found: readonly CapabilityEvidence[]): ShownEvidence[] {
  return capabilityNames.flatMap((capability) => {
    const evidence = found.find((one) => one.capability === capability);
    if (!evidence) return [];
    const stale = evidence.fingerprint !== evidenceFingerprint(custom, capability);
    // What is known of another setup contradicts nothing here.
    return [{ evidence, stale, contradicts: !stale && evidence.contradicts(custom.capabilities()) }];
  });
}

/** What was found out before the model was added is the first that is known of it. */
export async function adoptEvidence(em: EntityManager, setup: ModelSetup, modelId: string): Promise<void> {
  const fingerprints = capabilityNames.map((capability) => evidenceFingerprint(setup, capability));
  await em.nativeUpdate(CapabilityEvidence, { fingerprint: fingerprints, modelId: null }, { modelId });
}
