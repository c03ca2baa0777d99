import { bearer } from './bearer.ts';
import { chatModel, reasoningAsIs } from './chat-completions.ts';
import type { ProviderImplementation } from './provider.ts';

/** The platform's models; that the operator has no key is told before a call comes here. */
export const openRouter: ProviderImplementation<'openrouter'> = ({ secrets, modelId, fetch }) => ({
  host: 'openrouter.ai',
  model: chatModel(fetch, {
    baseUrl: 'https://openrouter.ai/api/v1',
    modelId,
    // Then its usage says what the call cost.
    always: { usage: { include: true } },
    keepsReasoning: true,
  }),
  headers: bearer(secrets.apiKey),
  providerOptions: reasoningAsIs,
  figures: ({ cost }) => ({ reportedCost: cost }),
});
