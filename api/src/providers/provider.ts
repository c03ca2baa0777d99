import type { ProviderId, ProviderSecretName, ProviderSettings } from '@patchbay/schema/providers/index.ts';
import type { Secret } from '../credentials/secret.ts';
import type { WiredModel } from './language-model-client.ts';

export type ProviderSecrets<Id extends ProviderId> = Partial<Record<ProviderSecretName<Id>, Secret>>;

/** What a provider's file gives: how its models are reached, over the guarded fetch and nothing else. */
export type ProviderImplementation<Id extends ProviderId> = (options: {
  settings: ProviderSettings<Id>;
  secrets: ProviderSecrets<Id>;
  modelId: string;
  fetch: typeof globalThis.fetch;
}) => WiredModel & {
  /** The server that is called, as messages name it. */
  host: string;
};
