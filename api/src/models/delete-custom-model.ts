import { type Actor, requireAdmin } from '../access/actor.ts';
import { Credential } from '../credentials/credential.ts';
import type { EntityManager } from '../orm.ts';
import type { CustomModel } from './custom-model.ts';
import { lockEvenDeleted } from './find-custom-model.ts';
import { recordChange } from './model-audit.ts';
import { asStandsInPolicy } from './stands-in-policy-error.ts';

/** The record stays, so that its slug can come back to it; its secrets are gone for good. */
export async function deleteCustomModel(
  em: EntityManager,
  actor: Actor,
  { modelId }: { modelId: string },
): Promise<CustomModel> {
  requireAdmin(actor);
  const model = await lockEvenDeleted(em, modelId);
  // Of two who delete it at once both have what they wanted.
  if (model.isDeleted()) return model;
  const { credentialId } = model;
  model.delete();
  recordChange(em, actor, 'model.deleted', model);
  await em.flush().catch(asStandsInPolicy(model));
  if (credentialId) await em.nativeDelete(Credential, { id: credentialId });
  return model;
}
