import { describeProvider } from './description.ts';

export const together = describeProvider({
  label: 'Together AI',
  summary: 'Together AI-hosted models and dedicated endpoints.',
  fields: [
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'tgp_v1_...',
      help: 'Keys: api.together.ai > Settings > API Keys.',
    },
  ],
  audience: { kind: 'service', service: 'api.together.xyz' },
  modelIdExample: 'meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo',
  suggestedModelIds: ['meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo'],
  reasoningParameters: ['effort'],
  help: 'The model string that Together AI lists. Reasoning: Together AI takes an effort (reasoning_effort) and no budget in tokens: choose "effort".',
});
