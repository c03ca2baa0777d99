import { describeProvider } from './description.ts';
import { readServiceAccount } from './service-account.ts';

export const vertex = describeProvider({
  label: 'Google Vertex AI',
  summary: 'Gemini in your own Google Cloud project.',
  fields: [
    {
      name: 'serviceAccount',
      label: 'Service Account JSON',
      kind: 'multiline',
      secret: true,
      required: true,
      placeholder: '{ "type": "service_account", ... }',
      help: 'The key file of a service account with the role Vertex AI User, pasted as a whole.',
      fault: (value) => {
        const read = readServiceAccount(value, 'Service Account JSON');
        return 'fault' in read ? read.fault : null;
      },
    },
    {
      name: 'project',
      label: 'Project ID',
      kind: 'text',
      secret: false,
      required: false,
      placeholder: 'my-project-123456',
      help: "Leave blank to use the service account's own project.",
      pattern: {
        test: /^([a-z0-9.-]{1,100}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
        message:
          'Project ID is 6 to 30 lower-case letters, digits and hyphens, such as my-project-123456. It is not the name of the project, nor its number.',
      },
    },
    {
      name: 'region',
      label: 'Region',
      kind: 'text',
      secret: false,
      required: true,
      placeholder: 'us-central1',
      help: 'Where the model runs: a region, a multi-region (us, eu), or global.',
      // It becomes part of a host name.
      pattern: {
        test: /^(global|us|eu|(us|northamerica|southamerica|europe|asia|australia|me|africa)-(north|south|east|west|central|(north|south)(east|west))\d{1,2})$/,
        message: 'Region must look like us-central1, or be one of: global, us, eu.',
      },
    },
  ],
  audience: { kind: 'service', service: 'Google Vertex AI' },
  modelIdExample: 'gemini-2.5-flash',
  suggestedModelIds: [
    'gemini-2.5-pro',
    'gemini-2.5-flash',
    'gemini-2.5-flash-lite',
    'gemini-2.0-flash',
    'gemini-2.0-flash-lite',
    'gemini-1.5-pro',
    'gemini-1.5-pro-002',
  ],
  help: 'A Gemini model id, or endpoints/1234567890 for a tuned model on an endpoint of your own.',
});
