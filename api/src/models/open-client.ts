import type { ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import { audienceOf } from '@patchbay/schema/providers/description.ts';
import { describeWire, type WireId } from '@patchbay/schema/providers/index.ts';
import { openSecrets, type SealedCredential, type Secrets } from '../credentials/credential-store.ts';
import { createModelClient } from '../providers/index.ts';
import type { ModelClient } from '../providers/model-client.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { CallServices } from './model-services.ts';

/** All it takes to call one model. */
export type ModelTarget = {
  provider: WireId;
  settings: Record<string, string>;
  credentials:
    | { kind: 'none' }
    /** Of the organisation; opened for this call only. */
    | { kind: 'sealed'; sealed: SealedCredential }
    /** As a form has them: a test before they are saved. */
    | { kind: 'typed'; secrets: Secrets }
    /** The key of the platform's operator. */
    | { kind: 'operator' };
  providerModelId: string;
  reasoningParameter: ReasoningParameter;
};

/**
 * The one way to a model, for a run as for a connection test. Make a client for each call and let it go: its secrets
 * are open for as long as the call lasts, and are taken out of logs meanwhile.
 */
export async function openClient(services: CallServices, target: ModelTarget): Promise<ModelClient> {
  const { provider, settings, providerModelId: modelId, reasoningParameter } = target;
  const secrets = await secretsOf(services, target);
  return createModelClient({
    provider,
    settings,
    secrets,
    modelId,
    reasoningParameter,
    fetch: services.fetch,
  });
}

async function secretsOf({ ring, catalogue }: CallServices, target: ModelTarget): Promise<Secrets> {
  const { credentials } = target;
  switch (credentials.kind) {
    case 'none':
      return {};
    case 'typed':
      return credentials.secrets;
    case 'sealed':
      return openSecrets(
        ring,
        credentials.sealed,
        audienceOf(describeWire(target.provider), target.settings),
      );
    case 'operator':
      if (!catalogue.key) {
        throw new ProviderError('credentials', {
          detail: 'Platform models are not configured by the operator.',
        });
      }
      return { apiKey: catalogue.key };
  }
}
