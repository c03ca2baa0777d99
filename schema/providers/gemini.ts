import { describeProvider } from './description.ts';

export const gemini = describeProvider({
  label: 'Google Gemini',
  summary: "Gemini through Google's Gemini API, with an API key of your own.",
  fields: [
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'AIza...',
      help: 'From Google AI Studio. It is sent in a header, never in an address.',
    },
  ],
  audience: { kind: 'service', service: 'Google Gemini' },
  modelIdExample: 'gemini-2.5-flash',
  suggestedModelIds: ['gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-2.5-flash-lite', 'gemini-2.0-flash'],
  help: 'Gemini 3 reasons by effort, Gemini 2.5 within a number of tokens: choose the reasoning parameter to fit.',
});
