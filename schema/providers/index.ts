import type { z } from 'zod';
import { anthropic } from './anthropic.ts';
import { azureOpenAi } from './azure-openai.ts';
import { bedrock } from './bedrock.ts';
import type { ProviderDescription, SecretName, SettingsOf } from './description.ts';
import { fireworks } from './fireworks.ts';
import { gemini } from './gemini.ts';
import { huggingFace } from './huggingface.ts';
import { oci } from './oci.ts';
import { openAiCompatible } from './openai-compatible.ts';
import { openAi } from './openai.ts';
import { openRouter } from './openrouter.ts';
import { together } from './together.ts';
import { vertex } from './vertex.ts';

/** Every provider an admin can choose, in the order the form offers them. */
export const providers = {
  openai: openAi,
  anthropic,
  gemini,
  vertex,
  'azure-openai': azureOpenAi,
  bedrock,
  fireworks,
  together,
  huggingface: huggingFace,
  oci,
  'openai-compatible': openAiCompatible,
} satisfies Record<string, ProviderDescription>;

/** And the one that only the platform's models come through. The api has one implementation for each key. */
const wires = { ...providers, openrouter: openRouter } satisfies Record<string, ProviderDescription>;

export type ProviderId = keyof typeof providers;
export type WireId = keyof typeof wires;
export type ProviderSettings<Id extends WireId> = SettingsOf<(typeof wires)[Id]>;
export type ProviderSecretName<Id extends WireId> = SecretName<(typeof wires)[Id]>;

export function isProviderId(text: string): text is ProviderId {
  return Object.hasOwn(providers, text);
}

export const providerIds = Object.keys(providers).filter(isProviderId);

export function describeWire(id: WireId): ProviderDescription {
  return wires[id];
}

/** The stored settings of a model, read by its provider's description. */
export function readSettings<Id extends WireId>(id: Id, settings: unknown): ProviderSettings<Id> {
  const schemas: { [Each in WireId]: { settingsSchema: z.ZodType<ProviderSettings<Each>> } } = wires;
  return schemas[id].settingsSchema.parse(settings);
}
