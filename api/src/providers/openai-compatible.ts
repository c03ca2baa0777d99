import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { SharedV4ProviderOptions } from '@ai-sdk/provider';
import { bearer } from './bearer.ts';
import { keepModel } from './keep-model.ts';
import type { ModelRequest } from './model-client.ts';
import type { ProviderImplementation } from './provider.ts';

/** The SDK reads a call's options under the provider's name, in camelCase, and drops any other without a word. */
const name = 'openaiCompatible';

export const openAiCompatible: ProviderImplementation<'openai-compatible'> = ({
  settings,
  secrets,
  modelId,
  fetch,
}) => {
  const { baseUrl } = settings;
  return {
    host: new URL(baseUrl).host,
    model: keepModel(fetch, ['openai-compatible', baseUrl, modelId], () => {
      const provider = createOpenAICompatible({
        name,
        baseURL: baseUrl,
        fetch,
        includeUsage: true,
        // Whether a schema is sent is decided by each call.
        supportsStructuredOutputs: true,
        transformRequestBody: isOpenAi(baseUrl) ? renameMaxTokens : undefined,
        convertUsage: readUsage,
      });
      return provider.chatModel(modelId);
    }),
    headers: bearer(secrets.apiKey),
    providerOptions: reasoningOptions,
  };
};

function reasoningOptions({ reasoning }: ModelRequest): SharedV4ProviderOptions {
  if (!reasoning) return {};
  return {
    [name]: {
      reasoning:
        'maxTokens' in reasoning ? { max_tokens: reasoning.maxTokens } : { effort: reasoning.effort },
    },
  };
}

function isOpenAi(baseUrl: string): boolean {
  return new URL(baseUrl).hostname === 'api.openai.com';
}

/** OpenAI's reasoning models refuse `max_tokens`; all of OpenAI's models take the newer name. */
function renameMaxTokens({ max_tokens, ...body }: Record<string, unknown>): Record<string, unknown> {
  return max_tokens === undefined ? body : { ...body, max_completion_tokens: max_tokens };
}

type Usage = {
  prompt_tokens?: number | null;
  completion_tokens?: number | null;
  prompt_tokens_details?: { cached_tokens?: number | null } | null;
  completion_tokens_details?: { reasoning_tokens?: number | null } | null;
};

/** The SDK's own reading makes 0 of a figure that the provider did not give. */
function readUsage(usage: Usage | null | undefined) {
  return {
    inputTokens: {
      total: usage?.prompt_tokens ?? undefined,
      cacheRead: usage?.prompt_tokens_details?.cached_tokens ?? undefined,
      noCache: undefined,
      cacheWrite: undefined,
    },
    outputTokens: {
      total: usage?.completion_tokens ?? undefined,
      reasoning: usage?.completion_tokens_details?.reasoning_tokens ?? undefined,
      text: undefined,
    },
  };
}
