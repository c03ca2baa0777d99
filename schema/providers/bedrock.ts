import { bedrockKeyEnd } from './bedrock-key.ts';
import { describeProvider } from './description.ts';

export const bedrock = describeProvider({
  label: 'Bedrock',
  summary: 'Models on your AWS Bedrock account: Anthropic, Meta, Mistral, Amazon and others.',
  fields: [
    {
      name: 'region',
      label: 'AWS Region',
      kind: 'text',
      secret: false,
      required: true,
      placeholder: 'us-west-2',
      help: 'The region in which your account may use the model.',
      // It becomes part of a host name. China and the sovereign clouds have hosts, and accounts, of their own.
      pattern: {
        test: /^(?!cn-|us-iso|eu-iso)[a-z]{2}-(gov-)?(north|south|east|west|central|(north|south)(east|west))-\d{1,2}$/,
        message:
          'AWS Region must look like us-west-2. Regions of China and of sovereign clouds are not offered.',
      },
    },
    {
      name: 'authenticationMethod',
      label: 'Authentication Method',
      kind: 'select',
      secret: false,
      required: true,
      placeholder: '',
      help: 'To switch it later, enter the credentials of the other method with it.',
      options: [
        { value: 'iam-key-pair', label: 'IAM Key Pair (Access Key + Secret Key)' },
        { value: 'api-key', label: 'Bedrock API Key (Bearer Token)' },
      ],
    },
    {
      name: 'accessKeyId',
      label: 'Access Key ID',
      kind: 'text',
      secret: false,
      required: true,
      when: { field: 'authenticationMethod', is: 'iam-key-pair' },
      placeholder: 'AKIA...',
      help: 'Of a long-term key. It is no secret and is shown in full.',
      pattern: {
        test: /^(?!ASIA)[A-Za-z0-9]{16,128}$/,
        message:
          'Access Key ID is 16 or more letters and digits, such as AKIAIOSFODNN7EXAMPLE. Temporary ones (ASIA...) need a session token and do not work.',
      },
    },
    {
      name: 'secretAccessKey',
      label: 'Secret Access Key',
      kind: 'text',
      secret: true,
      required: true,
      when: { field: 'authenticationMethod', is: 'iam-key-pair' },
      pairedWith: 'accessKeyId',
      placeholder: '',
      help: 'It belongs to the Access Key ID: a new id needs its own secret.',
    },
    {
      name: 'bedrockApiKey',
      label: 'Bedrock API Key',
      kind: 'text',
      secret: true,
      required: true,
      when: { field: 'authenticationMethod', is: 'api-key' },
      endOf: bedrockKeyEnd,
      placeholder: '',
      help: 'Short-term (12 hours) or long-term (30 days and more), from the AWS Bedrock console.',
    },
  ],
  audience: { kind: 'service', service: 'Amazon Bedrock' },
  modelIdExample: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
  suggestedModelIds: ['anthropic.claude-3-5-sonnet-20240620-v1:0'],
  help: 'A model id, an inference profile (us.anthropic.claude-sonnet-4-5-20250929-v1:0) or the ARN of either. Newer models are offered through inference profiles only.',
});
