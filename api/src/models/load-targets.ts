import { loadCredentials, loadGranted } from '../credentials/credential-store.ts';
import type { EntityManager } from '../orm.ts';
import type { Model } from './model.ts';
import type { ModelTarget } from './open-client.ts';

/** What it takes to call each of the models, in their order, in three queries at most. */
export async function loadTargets(em: EntityManager, models: readonly Model[]): Promise<ModelTarget[]> {
  const ids = models.flatMap(({ custom }) => custom?.credentialId ?? []);
  const own = await loadCredentials(em, ids);
  const granted = models.some(({ grant }) => grant?.credentialId) ? await loadGranted(em) : own;
  return models.map(({ custom, grant, providerModelId, reasoningParameter }) => {
    const record = custom ?? grant;
    if (!record) return platformTarget({ providerModelId, reasoningParameter });
    const { provider, settings, credentialId } = record;
    const target = { provider, settings, providerModelId, reasoningParameter };
    if (!credentialId) return { ...target, credentials: { kind: 'none' } };
    const found = (custom ? own : granted).get(credentialId);
    if (!found) throw new Error(`The credentials of the model ${record.slug} are missing.`);
    return { ...target, credentials: { kind: 'sealed', sealed: found } };
  });
}

function platformTarget(model: Pick<ModelTarget, 'providerModelId' | 'reasoningParameter'>): ModelTarget {
  return {
    provider: 'openrouter',
    settings: {},
    credentials: { kind: 'operator' },
    ...model,
  };
}
