import { expect, test } from 'vitest';
import { audienceOf, type ProviderDescription } from './description.ts';
import { describeWire, isProviderId, type ProviderId, providerIds, providers } from './index.ts';

const azure = {
  endpoint: 'https://acme.openai.azure.com',
  deployment: 'my-gpt-4o',
  apiVersion: '2024-10-21',
};
const project = 'ocid1.generativeaiproject.oc1.us-chicago-1.aaaa1';
const oci = { region: 'us-chicago-1', ownerOcid: project };

test('providers are offered in one order, the familiar names first and the catch-all last', () => {
  const order = ['openai', 'anthropic', 'gemini', 'vertex', 'azure-openai', 'bedrock', 'fireworks'];
  const rest = ['together', 'huggingface', 'oci', 'openai-compatible'];
  expect(providerIds).toEqual([...order, ...rest]);
});

test('the wire of the platform is not offered', () => {
  expect(isProviderId('openrouter')).toBe(false);
  expect(describeWire('openrouter').label).toBe('OpenRouter');
});

test.each<[ProviderId, Record<string, string>, string]>([
  ['openai', {}, 'api.openai.com'],
  [
    'openai',
    { api: 'chat-completions', organizationId: 'org-AbC1', projectId: 'proj_AbC1' },
    'api.openai.com',
  ],
  ['azure-openai', azure, 'https://acme.openai.azure.com'],
  ['fireworks', {}, 'api.fireworks.ai'],
  ['together', {}, 'api.together.xyz'],
  [
    'huggingface',
    { endpointUrl: 'https://x.aws.endpoints.huggingface.cloud' },
    'https://x.aws.endpoints.huggingface.cloud',
  ],
  [
    'huggingface',
    { endpointUrl: 'https://api-inference.huggingface.co/models/meta-llama/Llama-3' },
    'https://api-inference.huggingface.co',
  ],
  ['huggingface', { endpointUrl: 'https://router.huggingface.co/v1' }, 'https://router.huggingface.co'],
  ['oci', oci, 'generativeai.oci.oraclecloud.com'],
  ['oci', { ...oci, ownerOcid: 'ocid1.compartment.oc1..aaaa1' }, 'generativeai.oci.oraclecloud.com'],
  ['oci', { ...oci, ownerOcid: 'ocid1.tenancy.oc1..aaaa1' }, 'generativeai.oci.oraclecloud.com'],
])('%s takes %j, and its key goes to %s only', (id, settings, audience) => {
  const description: ProviderDescription = providers[id];
  expect(description.settingsSchema.parse(settings)).toEqual(settings);
  expect(audienceOf(description, settings)).toBe(audience);
});

const notAnEndpoint = 'not the path or the page of a repository';

test.each<[ProviderId, Record<string, string>, string]>([
  ['openai', { api: 'completions' }, 'API must be one of: responses, chat-completions'],
  ['openai', { organizationId: 'acme' }, 'Organization ID must look like org-'],
  ['openai', { projectId: 'proj_a\r\nx: y' }, 'Project ID'],
  ['azure-openai', { ...azure, endpoint: '' }, 'Endpoint is required.'],
  ['azure-openai', { ...azure, endpoint: 'acme' }, 'for example https://my-resource.openai.azure.com'],
  ['azure-openai', { ...azure, endpoint: 'https://acme.openai.azure.com/openai?api-version=1' }, 'query'],
  ['azure-openai', { ...azure, deployment: '../models' }, 'Deployment is a name'],
  ['azure-openai', { ...azure, deployment: 'a..b' }, 'Deployment is a name'],
  ['azure-openai', { ...azure, deployment: 'a/b' }, 'Deployment is a name'],
  ['azure-openai', { ...azure, apiVersion: 'latest' }, 'API Version must be a date'],
  ['azure-openai', { ...azure, apiVersion: '2024-10-21&x=y' }, 'API Version must be a date'],
  ['huggingface', {}, 'Inference Endpoint URL is required.'],
  ['huggingface', { endpointUrl: '  ' }, 'Inference Endpoint URL is required.'],
  ['huggingface', { endpointUrl: 'meta-llama/Llama-3' }, notAnEndpoint],
  ['huggingface', { endpointUrl: 'huggingface.co/meta-llama/Llama-3' }, notAnEndpoint],
  ['huggingface', { endpointUrl: 'https://huggingface.co/meta-llama/Llama-3' }, notAnEndpoint],
  ['huggingface', { endpointUrl: 'https://x.endpoints.huggingface.cloud?a=b' }, 'query'],
  ['oci', { ...oci, region: '' }, 'Region is required.'],
  ['oci', { ...oci, region: 'us-chicago-1.evil.example/' }, 'Region must look like us-chicago-1'],
  ['oci', { ...oci, region: 'us-chicago-1#' }, 'Region must look like us-chicago-1'],
  ['oci', { ...oci, region: '127.0.0.1:80/' }, 'Region must look like us-chicago-1'],
  ['oci', { ...oci, region: 'US-CHICAGO-1' }, 'Region must look like us-chicago-1'],
  ['oci', { ...oci, ownerOcid: 'my-compartment' }, 'must begin with ocid1.generativeaiproject.'],
  ['oci', { ...oci, ownerOcid: 'ocid1.user.oc1..aaaa1' }, 'must begin with ocid1.generativeaiproject.'],
])('%s does not take %j: %s', (id, settings, words) => {
  const description: ProviderDescription = providers[id];
  const issues = description.settingsSchema.safeParse(settings).error?.issues ?? [];
  expect(issues.map(({ message }) => message).join(' ')).toContain(words);
});

test('every provider gives an example id and where its keys are made; suggestions are not said twice', () => {
  for (const id of providerIds) {
    const description: ProviderDescription = providers[id];
    const { modelIdExample, suggestedModelIds, summary, help, fields } = description;
    expect(modelIdExample.trim(), id).not.toBe('');
    expect(summary, id).toMatch(/\.$/);
    expect(help, id).toMatch(/\.$/);
    expect(new Set(suggestedModelIds).size, id).toBe(suggestedModelIds.length);
    expect(
      fields.some(({ secret }) => secret),
      id,
    ).toBe(true);
  }
});
