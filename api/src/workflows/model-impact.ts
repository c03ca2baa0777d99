import type { Actor } from '../access/actor.ts';
import { deleteCustomModel } from '../models/delete-custom-model.ts';
import type { ModelServices } from '../models/model-services.ts';
import type { SetupInput } from '../models/model-setup.ts';
import { setModelActive } from '../models/set-model-active.ts';
import { updateCustomModel } from '../models/update-custom-model.ts';
import type { EntityManager } from '../orm.ts';
import { type Impact, impactOf } from './impact.ts';

/** One of them. */
export type ModelChange = { setup?: SetupInput | null; active?: boolean | null; deleted?: boolean | null };

/** What switching a model or one of its capabilities off would do, or deleting it. */
export function modelImpact(
  em: EntityManager,
  actor: Actor,
  { modelId, ...change }: ModelChange & { modelId: string },
  services: ModelServices,
): Promise<Impact> {
  return impactOf(em, services.catalogue, async (inner) => {
    if (change.deleted) return deleteCustomModel(inner, actor, { modelId });
    if (change.active != null) await setModelActive(inner, actor, { modelId, active: change.active });
    if (change.setup) await updateCustomModel(inner, actor, { modelId, setup: change.setup }, services);
  });
}
