import { googleModel, googleOptions } from './google-model.ts';
import type { ProviderImplementation } from './provider.ts';
import { requiredSecret } from './required-secret.ts';

export const gemini: ProviderImplementation<'gemini'> = ({ secrets, modelId, fetch }) => ({
  host: 'generativelanguage.googleapis.com',
  ...googleModel(modelId, {
    provider: 'google.generative-ai',
    baseURL: 'https://generativelanguage.googleapis.com/v1beta',
    fetch,
  }),
  headers: { 'x-goog-api-key': requiredSecret(secrets.apiKey, 'The API Key') },
  providerOptions: googleOptions('google'),
});
