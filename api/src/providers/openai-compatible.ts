import { bearer } from './bearer.ts';
import { chatModel, reasoningAsIs } from './chat-completions.ts';
import type { ProviderImplementation } from './provider.ts';

export const openAiCompatible: ProviderImplementation<'openai-compatible'> = ({
  settings: { baseUrl },
  secrets,
  modelId,
  fetch,
}) => {
  const { host, hostname } = new URL(baseUrl);
  return {
    host,
    model: chatModel(fetch, {
      baseUrl,
      modelId,
      limit: hostname === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens',
    }),
    headers: bearer(secrets.apiKey),
    providerOptions: reasoningAsIs,
  };
};
