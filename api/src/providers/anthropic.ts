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
      transformRequestBody: (body) => ({
        ...body,
        ...asAsked(request),
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

/**
 * The SDK adds the budget for thinking to max tokens, lowers them to what it knows of a model, and leaves out a
 * temperature or a choice of tools that it believes not to be taken. What was asked goes out: Anthropic shall say so.
 */
function asAsked({ maxOutputTokens, temperature, output, tools, toolChoice }: ModelRequest): JSONObject {
  return {
    max_tokens: maxOutputTokens,
    ...(temperature === undefined ? {} : { temperature }),
    // With JSON the choice may be the SDK's own: older models answer by a tool.
    ...(output.kind === 'text' && tools?.length && toolChoice ? { tool_choice: choiceOf(toolChoice) } : {}),
  };
}

function choiceOf(choice: NonNullable<ModelRequest['toolChoice']>): JSONObject {
  if (typeof choice === 'object') return { type: 'tool', name: choice.tool };
  return { type: choice === 'required' ? 'any' : 'auto' };
}

/** As the SDK takes it, and as Anthropic does: of models that only take an effort the SDK changes the kind of thinking. */
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
