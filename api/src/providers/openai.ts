import { OpenAIResponsesLanguageModel } from '@ai-sdk/openai/internal';
import type { JSONObject, SharedV4ProviderOptions } from '@ai-sdk/provider';
import { bearer } from './bearer.ts';
import { chatModel, chatOptions, effortOf, isOpenAiReasoning } from './chat-completions.ts';
import { keepModel } from './keep-model.ts';
import type { ModelRequest } from './model-client.ts';
import type { ProviderImplementation } from './provider.ts';
import { ProviderError } from './provider-error.ts';

const baseUrl = 'https://api.openai.com/v1';

export const openAi: ProviderImplementation<'openai'> = ({ settings, secrets, modelId, fetch }) => {
  const { api, organizationId, projectId } = settings;
  return {
    host: 'api.openai.com',
    headers: {
      ...bearer(secrets.apiKey),
      ...(organizationId ? { 'openai-organization': organizationId } : {}),
      ...(projectId ? { 'openai-project': projectId } : {}),
    },
    ...(api === 'chat-completions'
      ? {
          model: chatModel(fetch, { baseUrl, modelId, limit: 'max_completion_tokens' }),
          providerOptions: chatCompletionsOptions,
        }
      : {
          model: responsesModel(fetch, modelId),
          providerOptions: responsesOptions(modelId),
          figures: responsesFigures,
        }),
  };
};

/** Without the SDK's provider around it, which would want the key to keep. */
function responsesModel(fetch: typeof globalThis.fetch, modelId: string) {
  return keepModel(
    fetch,
    ['openai-responses', modelId],
    () =>
      new OpenAIResponsesLanguageModel(modelId, {
        provider: 'openai.responses',
        url: ({ path }) => baseUrl + path,
        fetch,
      }),
  );
}

function chatCompletionsOptions(request: ModelRequest): SharedV4ProviderOptions {
  const effort = effortOf(request, 'OpenAI');
  return chatOptions({ store: false, ...(effort ? { reasoning_effort: effort } : {}) });
}

const responsesOptions =
  (modelId: string) =>
  (request: ModelRequest): SharedV4ProviderOptions => {
    const effort = effortOf(request, 'OpenAI');
    if (effort && request.temperature !== undefined) {
      throw new ProviderError('unsupported-feature', {
        detail: 'OpenAI takes no temperature together with reasoning. Clear one of them in the step.',
      });
    }
    return {
      openai: {
        // What is asked is kept nowhere but here.
        store: false,
        // The SDK leaves out, without a word, what it believes that a reasoning model does not take: OpenAI shall say so.
        forceReasoning: effort !== null,
        // Some models think out loud only for organizations that OpenAI has verified.
        reasoningSummary: null,
        // Where nothing is stored a reasoning model wants its thoughts back with the results of its tools, sealed as they are.
        ...(isOpenAiReasoning(modelId) ? { include: ['reasoning.encrypted_content'] } : {}),
        ...(effort ? { reasoningEffort: effort } : {}),
      },
    };
  };

type Details = JSONObject | null | undefined;

function responsesFigures({ input_tokens_details, output_tokens_details }: JSONObject) {
  const input = input_tokens_details as Details;
  const output = output_tokens_details as Details;
  return { cachedInput: input?.cached_tokens, reasoning: output?.reasoning_tokens };
}
