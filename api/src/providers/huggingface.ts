import { bearer } from './bearer.ts';
import { chatModel, reasoningAsIs } from './chat-completions.ts';
import type { ProviderImplementation } from './provider.ts';

export const huggingFace: ProviderImplementation<'huggingface'> = ({
  settings: { endpointUrl },
  secrets,
  modelId,
  fetch,
}) => ({
  host: new URL(endpointUrl).host,
  model: chatModel(fetch, { baseUrl: chatRoot(endpointUrl), modelId }),
  headers: bearer(secrets.apiToken),
  // What runs behind an endpoint is the admin's choice, and so is what it understands.
  providerOptions: reasoningAsIs,
});

/** HuggingFace shows the root of an endpoint; its chat completions are below /v1. Some paste the whole path. */
function chatRoot(url: string): string {
  return `${url.replace(/\/chat\/completions$/, '').replace(/\/v1$/, '')}/v1`;
}
