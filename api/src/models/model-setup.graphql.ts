import { capabilities, type Capabilities } from '@patchbay/schema/capabilities.ts';
import { builder } from '../builder.ts';
import { ReasoningParameterEnum } from './capability.graphql.ts';
import { ModelNode } from './model.graphql.ts';
import type { SetupInput } from './model-setup.ts';

const initially: Capabilities = {
  jsonMode: capabilities.jsonMode.initially,
  vision: capabilities.vision.initially,
  toolUse: capabilities.toolUse.initially,
  reasoning: capabilities.reasoning.initially,
};

const CapabilitiesInput = builder.inputType('CapabilitiesInput', {
  fields: (t) => ({
    jsonMode: t.boolean({ defaultValue: initially.jsonMode }),
    vision: t.boolean({ defaultValue: initially.vision }),
    toolUse: t.boolean({ defaultValue: initially.toolUse }),
    reasoning: t.boolean({ defaultValue: initially.reasoning }),
  }),
});

const ModelFieldInput = builder.inputType('ModelFieldInput', {
  fields: (t) => ({
    name: t.string({ description: "A field's name, as the provider describes it: see Query.providers." }),
    value: t.string({
      description: 'Of a saved model a blank secret, or its mask as it was shown, keeps the saved one.',
    }),
  }),
});

export const ModelSetupInput = builder.inputType('ModelSetupInput', {
  description: 'What is called and how: just what a connection test tests.',
  fields: (t) => ({
    provider: t.string({ description: 'The id of a provider: see Query.providers.' }),
    fields: t.field({ type: [ModelFieldInput], defaultValue: [] }),
    credentialsFrom: t.globalID({
      for: ModelNode,
      required: false,
      description:
        'An active custom model of the same provider whose saved credentials (and base URL) are copied instead of entering new ones.',
    }),
    providerModelId: t.string({ description: 'The model id as the provider expects it.' }),
    maxTokens: t.int({ defaultValue: 4096, description: 'The longest answer asked for; at least 1.' }),
    capabilities: t.field({ type: CapabilitiesInput, defaultValue: initially }),
    reasoningParameter: t.field({ type: ReasoningParameterEnum, defaultValue: 'max_tokens' }),
  }),
});

/** As the verbs take it. */
export function toSetup(input: typeof ModelSetupInput.$inferInput): SetupInput {
  return { ...input, credentialsFrom: input.credentialsFrom?.id };
}
