import { describeProvider } from './description.ts';

/** Those that the documents of the product list; every other id of the account works too. */
export const openAiModelIds = [
  'gpt-5.4',
  'gpt-5',
  'gpt-5-2025-08-07',
  'gpt-5-mini',
  'gpt-5-nano',
  'gpt-4.1-2025-04-14',
  'gpt-4.1-mini',
  'gpt-4o',
  'gpt-4o-2024-11-20',
  'gpt-4o-2024-08-06',
  'gpt-4o-mini',
] as const;

export const openAi = describeProvider({
  label: 'OpenAI',
  summary: 'GPT models on your own OpenAI account.',
  fields: [
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'sk-...',
      help: 'Keys: platform.openai.com > API keys.',
    },
    {
      name: 'api',
      label: 'API',
      kind: 'select',
      secret: false,
      required: false,
      placeholder: 'Responses',
      help: 'Left open: Responses, which OpenAI recommends; with it reasoning models also call tools. Chat Completions is for older and fine-tuned models. Neither stores what is asked at OpenAI.',
      options: [
        { value: 'responses', label: 'Responses' },
        { value: 'chat-completions', label: 'Chat Completions' },
      ],
    },
    {
      name: 'organizationId',
      label: 'Organization ID',
      kind: 'text',
      secret: false,
      required: false,
      placeholder: 'org-...',
      help: 'Only where the key belongs to several organizations.',
      pattern: {
        test: /^org-[A-Za-z0-9]{1,100}$/,
        message: 'Organization ID must look like org-AbC123. It is under Settings > Organization.',
      },
    },
    {
      name: 'projectId',
      label: 'Project ID',
      kind: 'text',
      secret: false,
      required: false,
      placeholder: 'proj_...',
      help: 'Only where usage must be counted for another project than the one of the key.',
      pattern: {
        test: /^proj_[A-Za-z0-9]{1,100}$/,
        message: 'Project ID must look like proj_AbC123. It is under Settings > Project.',
      },
    },
  ],
  audience: { kind: 'service', service: 'api.openai.com' },
  modelIdExample: 'gpt-5-mini',
  suggestedModelIds: openAiModelIds,
  reasoningParameters: ['effort'],
  help: 'Reasoning: OpenAI takes an effort and no budget in tokens: choose "effort".',
});
