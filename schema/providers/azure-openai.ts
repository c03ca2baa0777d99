import { describeProvider } from './description.ts';
import { openAiModelIds } from './openai.ts';

export const azureOpenAi = describeProvider({
  label: 'Azure OpenAI',
  summary: 'GPT models deployed in your own Azure resource.',
  fields: [
    {
      name: 'endpoint',
      label: 'Endpoint',
      kind: 'url',
      secret: false,
      required: true,
      placeholder: 'https://my-resource.openai.azure.com',
      help: 'Azure portal > your resource > Keys and Endpoint. Without the path of a deployment.',
    },
    {
      name: 'deployment',
      label: 'Deployment',
      kind: 'text',
      secret: false,
      required: true,
      placeholder: 'my-gpt-4o',
      help: 'The name that the deployment was given, which need not be that of the model.',
      // It becomes part of the path.
      pattern: {
        test: /^[A-Za-z0-9](?!.*\.\.)[A-Za-z0-9._-]{0,63}$/,
        message: 'Deployment is a name of letters, digits, ".", "-" and "_", such as my-gpt-4o.',
      },
    },
    {
      name: 'apiVersion',
      label: 'API Version',
      kind: 'text',
      secret: false,
      required: true,
      placeholder: '2024-10-21',
      help: 'Reasoning models need 2024-12-01-preview or later.',
      pattern: {
        test: /^\d{4}-\d{2}-\d{2}(-preview)?$/,
        message: 'API Version must be a date such as 2024-10-21 or 2025-04-01-preview.',
      },
    },
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: '',
      help: 'KEY 1 or KEY 2 of the resource.',
    },
  ],
  audience: { kind: 'origin', field: 'endpoint' },
  modelIdExample: 'gpt-4o',
  suggestedModelIds: openAiModelIds,
  reasoningParameters: ['effort'],
  help: 'Enter the model that is behind the deployment: how it is called, and what it costs, depends on it. Reasoning: Azure OpenAI takes an effort and no budget in tokens: choose "effort".',
});
