import { AnthropicLanguageModel } from '@ai-sdk/anthropic/internal';
import type { JSONObject } from '@ai-sdk/provider';
import type { ModelRequest } from './model-client.ts';
import type { ProviderImplementation } from './provider.ts';
import { requiredSecret } from './required-secret.ts';

export const anthropic: ProviderImplementation<'anthropic'> = ({ secrets, modelId, fetch, request }) => {
  const thinking = thinkingOf(request);
  return {
    host: 'api.anthropic.com',
    model: new AnthropicLanguageModel(modelId, {
      provider: 'anthropic.messages',
      baseURL: 'https://api.anthropic.com/v1',
      fetch,
      // The SDK adds the budget to max tokens, lowers them to what it knows of a model, and changes the kind of thinking:
      // what was asked goes out, and what Anthropic says of it comes back.
      transformRequestBody: (body) => ({
        ...body,
        max_tokens: request.maxOutputTokens,
        ...(thinking && { thinking: thinking.body }),
      }),
    }),
    headers: {
      'anthropic-version': '2023-06-01',
      'x-api-key': requiredSecret(secrets.apiKey, 'The API Key'),
    },
    // Fine-grained streaming of a tool's arguments gains nothing here, and may end in half of a JSON.
    providerOptions: () => ({ anthropic: { toolStreaming: false, ...thinking?.options } }),
    figures: ({ cache_read_input_tokens }) => ({ cachedInput: cache_read_input_tokens }),
  };
};

/** As the SDK takes it, which then leaves out what does not go with thinking, and as Anthropic does. */
function thinkingOf({ reasoning }: ModelRequest): { options: JSONObject; body: JSONObject } | null {
  if (!reasoning) return null;
  if ('maxTokens' in reasoning) {
    const { maxTokens } = reasoning;
    return {
      options: { thinking: { type: 'enabled', budgetTokens: maxTokens } },
      body: { type: 'enabled', budget_tokens: maxTokens },
    };
  }
  const adaptive = { type: 'adaptive', display: 'summarized' };
  return { options: { thinking: adaptive, effort: reasoning.effort }, body: adaptive };
}
