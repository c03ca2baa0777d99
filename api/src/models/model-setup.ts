import type { Capabilities, ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import type { ProviderId } from '@patchbay/schema/providers/index.ts';
import type { Secrets } from '../credentials/credential-store.ts';

/**
 * Setup     what is called and how. It is what a connection test tests: a pass is for one setup and for no other.
 * Source    the model whose saved credentials are reused
 */
export type SetupInput = {
  provider: string;
  /** All fields of the provider's form, secret or not. A blank secret keeps the saved one. */
  fields: readonly { name: string; value: string }[];
  credentialsFrom?: string | null;
  providerModelId: string;
  maxTokens: number;
  capabilities: Capabilities;
  reasoningParameter: ReasoningParameter;
};

export type ModelSetup = {
  provider: ProviderId;
  settings: Record<string, string>;
  /** All that the setup uses, the saved ones included. */
  secrets: Secrets;
  /** Those that were typed or taken from a source, and so are to be stored. */
  newSecrets: Secrets;
  audience: string;
  providerModelId: string;
  maxTokens: number;
  capabilities: Capabilities;
  reasoningParameter: ReasoningParameter;
};
