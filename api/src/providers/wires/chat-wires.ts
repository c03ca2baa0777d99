import { chatBodies, chatEvents, strictChat, streamedChat } from './chat-body.ts';
import type { Wire } from './wire.ts';

const key = 'sk-canary-0123456789';

const json = { 'content-type': 'application/json', accept: 'application/json' };
const keyed = { ...json, authorization: `Bearer ${key}` };

const budgetRefused = { reasoningBudget: 'not as a number of tokens' };
const byEffort = { budget: null, effort: { reasoning_effort: 'low' } };
const asIs = {
  budget: { reasoning: { max_tokens: 2048 } },
  effort: { reasoning: { effort: 'low' } },
};
const asIsVerbatim = {
  reasoningBudget: '"reasoning":{"max_tokens":2048}',
  reasoningEffort: '"reasoning":{"effort":"low"}',
};

const refused = (status: number, message: (field: string) => string) => (field: string) => ({
  status,
  body: { error: { message: message(field), type: 'invalid_request_error', param: field, code: null } },
});

export const chatWires: Wire[] = [
  {
    title: 'OpenAI-compatible',
    provider: 'openai-compatible',
    settings: { baseUrl: 'https://my-vllm.example.com/v1/' },
    secrets: { apiKey: key },
    modelId: 'meta-llama/Llama-3.1-8B-Instruct',
    origin: 'https://my-vllm.example.com',
    path: '/v1/chat/completions',
    headers: keyed,
    bodies: chatBodies({ model: 'meta-llama/Llama-3.1-8B-Instruct', ...asIs }),
    streamed: streamedChat,
    events: chatEvents,
    verbatim: asIsVerbatim,
    thinksAloud: true,
  },
  {
    title: 'OpenAI, Chat Completions',
    provider: 'openai',
    settings: { api: 'chat-completions', organizationId: 'org-AbC123', projectId: 'proj_AbC123' },
    secrets: { apiKey: key },
    modelId: 'gpt-5-mini',
    origin: 'https://api.openai.com',
    path: '/v1/chat/completions',
    headers: { ...keyed, 'openai-organization': 'org-AbC123', 'openai-project': 'proj_AbC123' },
    bodies: chatBodies({
      model: 'gpt-5-mini',
      limit: 'max_completion_tokens',
      always: { store: false },
      ...byEffort,
    }),
    refused: budgetRefused,
    streamed: streamedChat,
    events: chatEvents,
    thinksAloud: false,
  },
  {
    title: 'Azure OpenAI',
    provider: 'azure-openai',
    settings: {
      endpoint: 'https://acme.openai.azure.com/',
      deployment: 'my-gpt-4o',
      apiVersion: '2024-10-21',
    },
    secrets: { apiKey: key },
    modelId: 'gpt-4o',
    origin: 'https://acme.openai.azure.com',
    path: '/openai/deployments/my-gpt-4o/chat/completions?api-version=2024-10-21',
    headers: { ...json, 'api-key': key },
    bodies: chatBodies({ model: 'my-gpt-4o', ...byEffort }),
    refused: budgetRefused,
    streamed: streamedChat,
    events: chatEvents,
    thinksAloud: false,
  },
  {
    title: 'Azure OpenAI, a reasoning model behind any name',
    provider: 'azure-openai',
    settings: {
      endpoint: 'https://acme.openai.azure.com/openai/v1/',
      deployment: 'thinker',
      apiVersion: '2025-04-01-preview',
    },
    secrets: { apiKey: key },
    modelId: 'gpt-5-2025-08-07',
    origin: 'https://acme.openai.azure.com',
    path: '/openai/deployments/thinker/chat/completions?api-version=2025-04-01-preview',
    headers: { ...json, 'api-key': key },
    bodies: chatBodies({ model: 'thinker', limit: 'max_completion_tokens', ...byEffort }),
    refused: budgetRefused,
    streamed: streamedChat,
    events: chatEvents,
    thinksAloud: false,
  },
  {
    title: 'Fireworks',
    provider: 'fireworks',
    settings: {},
    secrets: { apiKey: key },
    modelId: 'accounts/acme/models/llama-ft-v2',
    origin: 'https://api.fireworks.ai',
    path: '/inference/v1/chat/completions',
    headers: keyed,
    bodies: chatBodies({
      model: 'accounts/acme/models/llama-ft-v2',
      budget: { thinking: { type: 'enabled', budget_tokens: 2048 } },
      effort: { reasoning_effort: 'low' },
    }),
    streamed: streamedChat,
    events: chatEvents,
    thinksAloud: true,
    fault: strictChat(
      ['reasoning_effort', 'thinking'],
      refused(400, (field) => `Extra inputs are not permitted, field: '${field}'`),
    ),
  },
  {
    title: 'Together AI',
    provider: 'together',
    settings: {},
    secrets: { apiKey: key },
    modelId: 'meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo',
    origin: 'https://api.together.xyz',
    path: '/v1/chat/completions',
    headers: keyed,
    bodies: chatBodies({ model: 'meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo', ...byEffort }),
    refused: budgetRefused,
    streamed: streamedChat,
    events: chatEvents,
    thinksAloud: true,
    fault: strictChat(
      ['reasoning_effort'],
      refused(400, (field) => `Unrecognized request argument supplied: ${field}`),
    ),
  },
  ...[
    ['a deployed endpoint', 'https://xxxx.us-east-1.aws.endpoints.huggingface.cloud', ''],
    [
      'serverless',
      'https://api-inference.huggingface.co/models/meta-llama/Llama-3.1-8B-Instruct',
      '/models/meta-llama/Llama-3.1-8B-Instruct',
    ],
    ['the whole path', 'https://xxxx.endpoints.huggingface.cloud/v1/chat/completions', ''],
  ].map(([form, endpointUrl = '', path]): Wire => ({
    title: `HuggingFace, ${form}`,
    provider: 'huggingface',
    settings: { endpointUrl },
    secrets: { apiToken: key },
    modelId: 'meta-llama/Llama-3.1-8B-Instruct',
    origin: new URL(endpointUrl).origin,
    path: `${path}/v1/chat/completions`,
    headers: keyed,
    bodies: chatBodies({ model: 'meta-llama/Llama-3.1-8B-Instruct', ...asIs }),
    streamed: streamedChat,
    events: chatEvents,
    verbatim: asIsVerbatim,
    thinksAloud: true,
    fault: strictChat(['reasoning'], (field) => ({
      status: 422,
      body: { error: `Input validation error: unknown field \`${field}\``, error_type: 'validation' },
    })),
  })),
  ...(
    [
      ['of a project', 'ocid1.generativeaiproject.oc1.us-chicago-1.aaaa1', 'openai-project'],
      ['of a compartment', 'ocid1.compartment.oc1..aaaa1', 'opc-compartment-id'],
    ] as const
  ).map(([owner, ownerOcid, header]): Wire => ({
    title: `OCI Generative AI, ${owner}`,
    provider: 'oci',
    settings: { region: 'us-chicago-1', ownerOcid },
    secrets: { apiKey: key },
    modelId: 'xai.grok-4',
    origin: 'https://inference.generativeai.us-chicago-1.oci.oraclecloud.com',
    path: '/openai/v1/chat/completions',
    headers: { ...keyed, [header]: ownerOcid },
    bodies: chatBodies({ model: 'xai.grok-4', ...byEffort }),
    refused: budgetRefused,
    streamed: streamedChat,
    events: chatEvents,
    thinksAloud: false,
    fault: strictChat(['reasoning_effort'], (field) => ({
      status: 400,
      body: { code: 'InvalidParameter', message: `Unrecognized property: ${field}` },
    })),
  })),
  {
    title: 'OpenRouter, for the platform',
    provider: 'openrouter',
    settings: {},
    secrets: { apiKey: key },
    modelId: 'google/gemini-3.1-pro-preview',
    origin: 'https://openrouter.ai',
    path: '/api/v1/chat/completions',
    headers: keyed,
    bodies: chatBodies({
      model: 'google/gemini-3.1-pro-preview',
      always: { usage: { include: true } },
      ...asIs,
    }),
    streamed: streamedChat,
    events: chatEvents,
    verbatim: asIsVerbatim,
    usage: { reportedCost: '0.00012' },
    thinksAloud: true,
  },
];
