import { loadCredentials } from '../credentials/credential-store.ts';
import type { EntityManager } from '../orm.ts';
import type { Model } from './model.ts';
import type { ModelTarget } from './open-client.ts';

const openRouterUrl = 'https://openrouter.ai/api/v1';

/** What it takes to call each of the models, in their order, in two queries at most. */
export async function loadTargets(em: EntityManager, models: readonly Model[]): Promise<ModelTarget[]> {
  const ids = models.flatMap(({ custom }) => custom?.credentialId ?? []);
  const sealed = await loadCredentials(em, ids);
  return models.map(({ custom, providerModelId, reasoningParameter }) => {
    if (!custom) return platformTarget({ providerModelId, reasoningParameter });
    const { provider, settings, credentialId } = custom;
    const target = { provider, settings, providerModelId, reasoningParameter };
    if (!credentialId) return { ...target, credentials: { kind: 'none' } };
    const found = sealed.get(credentialId);
    if (!found) throw new Error(`The credentials of the model ${custom.slug} are missing.`);
    return { ...target, credentials: { kind: 'sealed', sealed: found } };
  });
}

function platformTarget(model: Pick<ModelTarget, 'providerModelId' | 'reasoningParameter'>): ModelTarget {
  return {
    provider: 'openai-compatible',
    settings: { baseUrl: openRouterUrl },
    credentials: { kind: 'operator' },
    ...model,
  };
}
