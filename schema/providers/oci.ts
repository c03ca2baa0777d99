import { describeProvider } from './description.ts';

export const oci = describeProvider({
  label: 'OCI Generative AI',
  summary: 'Grok, Llama and other models hosted by Oracle Cloud Infrastructure.',
  fields: [
    {
      name: 'region',
      label: 'Region',
      kind: 'text',
      secret: false,
      required: true,
      placeholder: 'us-chicago-1',
      help: 'The region of the model; the key must have been made there.',
      // It becomes part of a host name.
      pattern: {
        test: /^[a-z]{2}-[a-z]{2,20}-\d{1,2}$/,
        message:
          'Region must look like us-chicago-1. Regions of government and sovereign clouds are not offered.',
      },
    },
    {
      name: 'apiKey',
      label: 'API Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: 'sk-...',
      help: 'Keys: OCI Console > Generative AI > API keys. An IAM API key (a key pair) does not work here.',
    },
    {
      name: 'ownerOcid',
      label: 'Project or Compartment OCID',
      kind: 'text',
      secret: false,
      required: true,
      placeholder: 'ocid1.generativeaiproject.oc1.us-chicago-1.aaaa...',
      help: 'The Generative AI project that the calls belong to, or the compartment.',
      pattern: {
        test: /^ocid1\.(generativeaiproject|compartment|tenancy)\.[a-z0-9]{1,20}\.[a-z0-9-]{0,40}\.[a-z0-9.]{1,120}$/,
        message:
          'Project or Compartment OCID must begin with ocid1.generativeaiproject., ocid1.compartment. or ocid1.tenancy.',
      },
    },
  ],
  audience: { kind: 'service', service: 'generativeai.oci.oraclecloud.com' },
  modelIdExample: 'xai.grok-4',
  suggestedModelIds: [
    'xai.grok-4',
    'meta.llama-4-scout-17b-16e-instruct',
    'meta.llama-4-maverick-17b-128e-instruct-fp8',
  ],
  reasoningParameters: ['effort'],
  help: 'The model name that OCI lists for its OpenAI-compatible API. Reasoning: OCI takes an effort and no budget in tokens: choose "effort".',
});
