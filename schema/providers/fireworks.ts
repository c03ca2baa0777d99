import { describeProvider } from './description.ts';

export const fireworks = describeProvider({
  label: 'Fireworks',
  summary: 'Fireworks-hosted and fine-tuned models.',
  fields: [
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'fw_...',
      help: 'Keys: fireworks.ai > Settings > API Keys.',
    },
  ],
  audience: { kind: 'service', service: 'api.fireworks.ai' },
  modelIdExample: 'accounts/acme/models/llama-ft-v2',
  suggestedModelIds: [],
  help: 'The exact id from Fireworks, with its account: accounts/.../models/.... Reasoning: "effort" is sent as reasoning_effort, "max_tokens" as the budget of thinking.',
});
