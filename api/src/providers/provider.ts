import type { ProviderSecretName, ProviderSettings, WireId } from '@patchbay/schema/providers/index.ts';
import type { Secret } from '../credentials/secret.ts';
import type { WiredModel } from './language-model-client.ts';
import type { ModelRequest } from './model-client.ts';

export type ProviderSecrets<Id extends WireId> = Partial<Record<ProviderSecretName<Id>, Secret>>;

/** What a provider's file gives: how its models are reached, over the guarded fetch and nothing else. */
export type ProviderImplementation<Id extends WireId> = (options: {
  settings: ProviderSettings<Id>;
  secrets: ProviderSecrets<Id>;
  modelId: string;
  fetch: typeof globalThis.fetch;
  /** The call that is about to be made. */
  request: ModelRequest;
}) => WiredModel & {
  /** The server that is called, as messages name it. */
  host: string;
  /** What comes of the credentials on the way, such as an access token: no message may show it either. */
  derivedSecrets?: readonly Secret[];
};
