import type { ProviderSecretName, ProviderSettings, WireId } from '@patchbay/schema/providers/index.ts';
import type { Secret } from '../credentials/secret.ts';
import type { WiredModel } from './language-model-client.ts';

export type ProviderSecrets<Id extends WireId> = Partial<Record<ProviderSecretName<Id>, Secret>>;

/** What a provider's file gives: how its models are reached, over the guarded fetch and nothing else. */
export type ProviderImplementation<Id extends WireId> = (options: {
  settings: ProviderSettings<Id>;
  secrets: ProviderSecrets<Id>;
  modelId: string;
  fetch: typeof globalThis.fetch;
}) => WiredModel & {
  /** The server that is called, as messages name it. */
  host: string;
};
