import { describeProvider } from './description.ts';

/** The wire of the platform's models, with the operator's key. Admins are not offered it. */
export const openRouter = describeProvider({
  label: 'OpenRouter',
  summary: 'Routes the platform models.',
  fields: [
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'sk-or-...',
      help: 'Set by the operator as OPENROUTER_API_KEY.',
    },
  ],
  audience: { kind: 'service', service: 'openrouter.ai' },
  modelIdExample: 'google/gemini-3.1-pro-preview',
  suggestedModelIds: [],
  help: 'The ids are those of the platform catalogue.',
});
