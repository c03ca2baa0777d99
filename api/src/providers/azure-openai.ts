import { chatModel, isOpenAiReasoning, reasoningEffort } from './chat-completions.ts';
import type { ProviderImplementation } from './provider.ts';
import { requiredSecret } from './required-secret.ts';

export const azureOpenAi: ProviderImplementation<'azure-openai'> = ({
  settings: { endpoint, deployment, apiVersion },
  secrets,
  modelId,
  fetch,
}) => ({
  host: new URL(endpoint).host,
  model: chatModel(fetch, {
    baseUrl: `${resourceRoot(endpoint)}/openai/deployments/${deployment}`,
    modelId: deployment,
    query: { 'api-version': apiVersion },
    // A deployment's name says nothing of its model.
    limit: isOpenAiReasoning(modelId) ? 'max_completion_tokens' : 'max_tokens',
  }),
  headers: { 'api-key': requiredSecret(secrets.apiKey, 'The API Key') },
  providerOptions: reasoningEffort('Azure OpenAI'),
});

/** The portal shows the address with and without its path. */
function resourceRoot(endpoint: string): string {
  return endpoint.replace(/\/openai(\/v1|\/deployments\/.*)?$/, '');
}
