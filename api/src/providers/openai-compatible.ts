import { bearer } from './bearer.ts';
import { chatModel, reasoningAsIs, reasoningEffort } from './chat-completions.ts';
import type { ProviderImplementation } from './provider.ts';

export const openAiCompatible: ProviderImplementation<'openai-compatible'> = ({
  settings: { baseUrl },
  secrets,
  modelId,
  fetch,
}) => {
  const { host, hostname } = new URL(baseUrl);
  // Refuses what the servers that took over its API take.
  const isOpenAi = hostname === 'api.openai.com';
  return {
    host,
    model: chatModel(fetch, {
      baseUrl,
      modelId,
      limit: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    }),
    headers: bearer(secrets.apiKey),
    providerOptions: isOpenAi ? reasoningEffort('OpenAI') : reasoningAsIs,
  };
};
