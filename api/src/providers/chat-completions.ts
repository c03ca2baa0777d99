// The OpenAI chat completions API, which most providers speak: each with its own address, headers and form of reasoning.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { JSONObject, LanguageModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider';
import { keepModel } from './keep-model.ts';
import type { ModelRequest } from './model-client.ts';
import { ProviderError } from './provider-error.ts';
import { keepReasoningDetails, reasoningDetailsExtractor } from './reasoning-details.ts';

export type ChatWire = {
  /** "/chat/completions" is added to it. */
  baseUrl: string;
  /** What stands as "model" in the body. */
  modelId: string;
  query?: Record<string, string>;
  /** OpenAI's reasoning models refuse `max_tokens`. */
  limit?: 'max_tokens' | 'max_completion_tokens';
  /** Sent with every call. */
  always?: JSONObject;
  /** Whether it wants back what its models thought. */
  keepsReasoning?: boolean;
};

/** The SDK reads a call's options under the provider's name, in camelCase, and drops any other without a word. */
const name = 'openaiCompatible';

export function chatModel(fetch: typeof globalThis.fetch, wire: ChatWire): LanguageModelV4 {
  const { baseUrl, modelId, query, limit = 'max_tokens', always, keepsReasoning } = wire;
  const key = JSON.stringify({ baseUrl, modelId, query, limit, always, keepsReasoning });
  return keepModel(fetch, ['chat', key], () => {
    const model = createOpenAICompatible({
      name,
      baseURL: baseUrl,
      queryParams: query,
      fetch,
      includeUsage: true,
      // Whether a schema is sent is decided by each call.
      supportsStructuredOutputs: true,
      transformRequestBody: ({ max_tokens, ...body }) => ({ ...body, [limit]: max_tokens, ...always }),
      convertUsage: readUsage,
      metadataExtractor: keepsReasoning ? reasoningDetailsExtractor : undefined,
    }).chatModel(modelId);
    return keepsReasoning ? keepReasoningDetails(model) : model;
  });
}

/** What a call adds to the body, as it is. */
export function chatOptions(body: JSONObject): SharedV4ProviderOptions {
  return { [name]: body };
}

/** Both shapes, byte for byte. */
export function reasoningAsIs({ reasoning }: ModelRequest): SharedV4ProviderOptions {
  if (!reasoning) return {};
  return chatOptions({
    reasoning: 'maxTokens' in reasoning ? { max_tokens: reasoning.maxTokens } : { effort: reasoning.effort },
  });
}

/** For providers that are told how hard to think, and not how long. */
export function effortOf({ reasoning }: ModelRequest, provider: string) {
  if (!reasoning) return null;
  if ('effort' in reasoning) return reasoning.effort;
  throw new ProviderError('unsupported-feature', {
    detail: `${provider} takes reasoning as an effort (low, medium, high) and not as a number of tokens. Choose "effort" as the reasoning parameter under Models, and set the effort in the step.`,
  });
}

export const reasoningEffort = (provider: string) => (request: ModelRequest) => {
  const effort = effortOf(request, provider);
  return effort ? chatOptions({ reasoning_effort: effort }) : {};
};

/** OpenAI's reasoning models, at OpenAI or where somebody else hosts them; those for chat are none. */
export function isOpenAiReasoning(modelId: string): boolean {
  return /^(openai\.|ft:)?(o\d|gpt-[5-9](?!.*-chat))/.test(modelId);
}

type Usage = {
  cost?: unknown;
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
    ...(typeof usage?.cost === 'number' ? { raw: { cost: usage.cost } } : {}),
  };
}
