import { type Actor, requireAdmin } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import type { CustomModel } from './custom-model.ts';
import { lockCustomModel } from './find-custom-model.ts';
import { recordChange } from './model-audit.ts';
import { asStandsInPolicy } from './stands-in-policy-error.ts';

export async function setModelActive(
  em: EntityManager,
  actor: Actor,
  { modelId, active }: { modelId: string; active: boolean },
): Promise<CustomModel> {
  requireAdmin(actor);
  const model = await lockCustomModel(em, modelId);
  if (model.active === active) return model;
  model.active = active;
  recordChange(em, actor, active ? 'model.switched-on' : 'model.switched-off', model);
  await em.flush().catch(asStandsInPolicy(model));
  return model;
}
