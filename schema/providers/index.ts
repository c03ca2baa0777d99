import type { z } from 'zod';
import type { ProviderDescription, SecretName, SettingsOf } from './description.ts';
import { openAiCompatible } from './openai-compatible.ts';

/** Every provider an admin can choose, in the order the form offers them. The api has one implementation for each key. */
export const providers = {
  'openai-compatible': openAiCompatible,
} satisfies Record<string, ProviderDescription>;

export type ProviderId = keyof typeof providers;
export type ProviderSettings<Id extends ProviderId> = SettingsOf<(typeof providers)[Id]>;
export type ProviderSecretName<Id extends ProviderId> = SecretName<(typeof providers)[Id]>;

export function isProviderId(text: string): text is ProviderId {
  return Object.hasOwn(providers, text);
}

export const providerIds = Object.keys(providers).filter(isProviderId);

/** The stored settings of a model, read by its provider's description. */
export function readSettings<Id extends ProviderId>(id: Id, settings: unknown): ProviderSettings<Id> {
  const schemas: { [Each in ProviderId]: { settingsSchema: z.ZodType<ProviderSettings<Each>> } } = providers;
  return schemas[id].settingsSchema.parse(settings);
}
