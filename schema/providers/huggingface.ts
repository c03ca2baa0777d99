import { describeProvider } from './description.ts';

export const huggingFace = describeProvider({
  label: 'HuggingFace',
  summary: 'Models behind a HuggingFace Inference Endpoint, or the Serverless Inference API.',
  fields: [
    {
      name: 'apiToken',
      label: 'API Token',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'hf_...',
      help: 'Tokens: huggingface.co > Settings > Access Tokens. It needs the permission to make calls to inference.',
    },
    {
      name: 'endpointUrl',
      label: 'Inference Endpoint URL',
      kind: 'url',
      secret: false,
      required: true,
      placeholder: 'https://xxxx.us-east-1.aws.endpoints.huggingface.cloud',
      help: 'The full URL: of a deployed endpoint, or https://api-inference.huggingface.co/models/<repo-id>. Where /v1 is missing, it is added.',
      pattern: {
        // Neither the path of a repository nor its page on the Hub answers calls.
        test: /^https?:\/\/(?!((www|hf)\.)?(huggingface\.co|hf\.co)(:\d+)?(\/|$))/i,
        message:
          'Inference Endpoint URL must be the full URL of an endpoint, not the path or the page of a repository. Paste the one that your endpoint shows, such as https://xxxx.us-east-1.aws.endpoints.huggingface.cloud, or https://api-inference.huggingface.co/models/<repo-id>.',
      },
    },
  ],
  audience: { kind: 'origin', field: 'endpointUrl' },
  modelIdExample: 'meta-llama/Llama-3.1-8B-Instruct',
  suggestedModelIds: [],
  help: 'The repository that the endpoint serves; endpoints that run Text Generation Inference also take "tgi".',
});
