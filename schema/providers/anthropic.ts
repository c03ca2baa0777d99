import { describeProvider } from './description.ts';

export const anthropic = describeProvider({
  label: 'Anthropic',
  summary: 'Claude, with a key of your own Anthropic account.',
  fields: [
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'sk-ant-...',
      help: 'From the Anthropic console. It is used for calls of this organization only.',
    },
  ],
  audience: { kind: 'service', service: 'Anthropic' },
  modelIdExample: 'claude-sonnet-4-6',
  suggestedModelIds: [
    'claude-opus-4-6',
    'claude-sonnet-4-6',
    'claude-haiku-4-5',
    'claude-sonnet-4-5',
    'claude-opus-4-0',
  ],
  help: 'Newest models reason by effort, earlier ones within a number of tokens: choose the reasoning parameter to fit.',
});
