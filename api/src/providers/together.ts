import { bearer } from './bearer.ts';
import { chatModel, reasoningEffort } from './chat-completions.ts';
import type { ProviderImplementation } from './provider.ts';

export const together: ProviderImplementation<'together'> = ({ secrets, modelId, fetch }) => ({
  host: 'api.together.xyz',
  model: chatModel(fetch, { baseUrl: 'https://api.together.xyz/v1', modelId }),
  headers: bearer(secrets.apiKey),
  providerOptions: reasoningEffort('Together AI'),
});
