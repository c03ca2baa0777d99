import { capabilities, type Capabilities, reasoningParameters } from '@patchbay/schema/capabilities.ts';
import { builder } from '../builder.ts';

export const CapabilityEnum = builder.enumType('Capability', {
  description: 'What a model can do.',
  values: {
    JSON_MODE: { value: 'jsonMode', description: capabilities.jsonMode.help },
    VISION: { value: 'vision', description: capabilities.vision.help },
    TOOL_USE: { value: 'toolUse', description: capabilities.toolUse.help },
    REASONING: { value: 'reasoning', description: capabilities.reasoning.help },
  } as const,
});

const [maxTokens, effort] = reasoningParameters;

export const ReasoningParameterEnum = builder.enumType('ReasoningParameter', {
  description: 'How a reasoning budget is sent to the provider.',
  values: {
    MAX_TOKENS: { value: maxTokens, description: '{"reasoning":{"max_tokens":N}}' },
    EFFORT: { value: effort, description: '{"reasoning":{"effort":"low"}}, medium or high' },
  } as const,
});

export const CapabilitiesType = builder.objectRef<Capabilities>('Capabilities').implement({
  fields: (t) => ({
    jsonMode: t.exposeBoolean('jsonMode'),
    vision: t.exposeBoolean('vision'),
    toolUse: t.exposeBoolean('toolUse'),
    reasoning: t.exposeBoolean('reasoning'),
  }),
});
