import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { Credential } from '../credentials/credential.ts';
import type { EntityManager } from '../orm.ts';
import type { CustomModel } from './custom-model.ts';
import { lockCustomModel } from './find-custom-model.ts';
import { modelSubject } from './model-audit.ts';

/** The record stays, so that its slug can come back to it; its secrets are gone for good. */
export async function deleteCustomModel(
  em: EntityManager,
  actor: Actor,
  { modelId }: { modelId: string },
): Promise<CustomModel> {
  requireAdmin(actor);
  const model = await lockCustomModel(em, modelId);
  const { credentialId } = model;
  model.delete();
  record(em, actor, 'model.deleted', modelSubject(model), { slug: model.slug });
  await em.flush();
  if (credentialId) await em.nativeDelete(Credential, { id: credentialId });
  return model;
}
