import { bearer } from './bearer.ts';
import { chatModel, chatOptions } from './chat-completions.ts';
import type { ModelRequest } from './model-client.ts';
import type { ProviderImplementation } from './provider.ts';

export const fireworks: ProviderImplementation<'fireworks'> = ({ secrets, modelId, fetch }) => ({
  host: 'api.fireworks.ai',
  model: chatModel(fetch, { baseUrl: 'https://api.fireworks.ai/inference/v1', modelId }),
  headers: bearer(secrets.apiKey),
  providerOptions: reasoningOptions,
});

/** Fireworks refuses a request with a field that it does not know, "reasoning" among them. */
function reasoningOptions({ reasoning }: ModelRequest) {
  if (!reasoning) return {};
  return chatOptions(
    'maxTokens' in reasoning
      ? { thinking: { type: 'enabled', budget_tokens: reasoning.maxTokens } }
      : { reasoning_effort: reasoning.effort },
  );
}
