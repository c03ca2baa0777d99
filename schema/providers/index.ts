import type { ProviderDescription, SecretName, SettingsOf } from "./description.ts";
import { openAiCompatible } from "./openai-compatible.ts";

/** Every provider an admin can choose, in the order the form offers them. The api has one implementation for each key. */
export const providers = {
  "openai-compatible": openAiCompatible,
} satisfies Record<string, ProviderDescription>;

export type ProviderId = keyof typeof providers;
export type ProviderSettings<Id extends ProviderId> = SettingsOf<(typeof providers)[Id]>;
export type ProviderSecretName<Id extends ProviderId> = SecretName<(typeof providers)[Id]>;

export function isProviderId(text: string): text is ProviderId {
  return Object.hasOwn(providers, text);
}

export const providerIds = Object.keys(providers).filter(isProviderId);
