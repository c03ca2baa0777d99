import { describeProvider } from './description.ts';

export const openAiCompatible = describeProvider({
  label: 'OpenAI-compatible',
  summary:
    'Any server that speaks the OpenAI chat completions API: vLLM, LiteLLM, Ollama, your own proxy, the OpenAI API itself.',
  fields: [
    {
      name: 'baseUrl',
      label: 'Base URL',
      kind: 'url',
      secret: false,
      required: true,
      placeholder: 'https://my-vllm.example.com/v1',
      help: 'The root of the endpoint; "/chat/completions" is added to it. It usually ends in /v1.',
    },
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: false,
      placeholder: 'sk-...',
      help: 'Only if your endpoint asks for one. Leave blank for open endpoints: then no Authorization header is sent.',
    },
  ],
  audience: { kind: 'origin', field: 'baseUrl' },
  modelIdExample: 'meta-llama/Llama-3.1-8B-Instruct',
  suggestedModelIds: [],
  help: 'Enter the model id exactly as your server names it; GET /models of the endpoint lists them.',
});
