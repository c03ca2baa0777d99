import { expect, test } from 'vitest';
import { detailsOf, setupOf, setupOfSaved, valuesOfNew, valuesOfSaved } from './model-form-values';

const saved = {
  id: 'TW9kZWw6MQ==',
  revision: 1,
  reference: 'legal-llama',
  provider: 'openai-compatible',
  providerModelId: 'llama-ft',
  displayName: 'Legal Llama',
  description: 'For contracts',
  maxTokens: 2048,
  capabilities: { jsonMode: false, vision: true, toolUse: true, reasoning: false },
  reasoningParameter: 'EFFORT',
  inputCost: '0.0000003',
  outputCost: null,
  fields: [
    { name: 'baseUrl', value: 'https://models.example.com/v1', mask: null },
    { name: 'apiKey', value: null, mask: '****4321' },
  ],
  evidence: [],
} as const;

const baseUrl = { name: 'baseUrl', secret: false, kind: 'URL', when: null, options: [] } as const;
const apiKey = { name: 'apiKey', secret: true, kind: 'TEXT', when: null, options: [] } as const;
const fields = [baseUrl, apiKey];
const reasoningParameters = ['MAX_TOKENS', 'EFFORT'] as const;

/** Signs in by a pair or by a token, and has a setting of its own. */
const twoWays = {
  id: 'two-ways',
  reasoningParameters: ['EFFORT'],
  fields: [
    { ...baseUrl, name: 'region', kind: 'TEXT' },
    {
      ...baseUrl,
      name: 'method',
      kind: 'SELECT',
      options: [
        { value: 'pair', label: 'Pair' },
        { value: 'token', label: 'Token' },
      ],
    },
    { ...baseUrl, name: 'keyId', kind: 'TEXT', when: { field: 'method', is: 'pair' } },
    { ...apiKey, name: 'secretKey', when: { field: 'method', is: 'pair' } },
    { ...apiKey, name: 'token', when: { field: 'method', is: 'token' } },
  ],
} as const;

test('a new model begins with 4096 tokens, JSON mode and tools, without vision and reasoning', () => {
  const values = valuesOfNew({ id: 'openai-compatible', fields, reasoningParameters });
  expect(values.maxTokens).toBe('4096');
  expect(values.capabilities).toEqual({ jsonMode: true, vision: false, toolUse: true, reasoning: false });
  expect(values.reasoningParameter).toBe('MAX_TOKENS');
});

test('a new model takes reasoning in a shape that its provider has a form for', () => {
  expect(valuesOfNew(twoWays).reasoningParameter).toBe('EFFORT');
});

test('a saved model comes back as it is, its secrets blank: they keep what is saved', () => {
  const setup = setupOf(valuesOfSaved(saved), fields);
  expect(setup).toEqual({
    provider: 'openai-compatible',
    fields: [
      { name: 'baseUrl', value: 'https://models.example.com/v1' },
      { name: 'apiKey', value: '' },
    ],
    credentialsFrom: null,
    providerModelId: 'llama-ft',
    maxTokens: 2048,
    capabilities: saved.capabilities,
    reasoningParameter: 'EFFORT',
  });
});

test('a provider with several ways of signing in begins with the first', () => {
  expect(valuesOfNew(twoWays).fields).toEqual({ method: 'pair' });
});

test('a saved model is tested as it is saved', () => {
  expect(setupOfSaved(saved)).toEqual(setupOf(valuesOfSaved(saved), fields));
});

test('only what the chosen way of signing in asks for is sent; the rest is kept in the form', () => {
  const typed = { method: 'token', region: 'eu', keyId: 'AKIA', secretKey: 's', token: 't' };
  const values = { ...valuesOfNew(twoWays), fields: typed };
  expect(setupOf(values, twoWays.fields).fields).toEqual([
    { name: 'region', value: 'eu' },
    { name: 'method', value: 'token' },
    { name: 'token', value: 't' },
  ]);
  expect(values.fields).toBe(typed);
});

test('reused credentials bring secrets and address with them; settings of the model are still sent', () => {
  const reused = { ...valuesOfSaved(saved), credentialsFrom: 'TW9kZWw6Mg==' };
  expect(setupOf(reused, fields)).toMatchObject({ fields: [], credentialsFrom: 'TW9kZWw6Mg==' });
  const values = { ...valuesOfNew(twoWays), credentialsFrom: 'TW9kZWw6Mg==' };
  expect(setupOf(values, twoWays.fields).fields.map(({ name }) => name)).toEqual(['region', 'method']);
});

test('a field that only another provider has stays behind', () => {
  const values = { ...valuesOfSaved(saved), fields: { baseUrl: 'https://a.example', region: 'eu' } };
  expect(setupOf(values, [baseUrl]).fields).toEqual([{ name: 'baseUrl', value: 'https://a.example' }]);
});

test.each(['', '4k', '-1', '1.5'])('max tokens of "%s" reach the API as what it refuses', (maxTokens) => {
  expect(setupOf({ ...valuesOfSaved(saved), maxTokens }, fields).maxTokens).toBe(0);
});

test('prices are saved in plain digits; a blank one is none', () => {
  const values = { ...valuesOfSaved(saved), inputCost: '3e-7', outputCost: ' ' };
  expect(detailsOf(values)).toMatchObject({ inputCost: '0.0000003', outputCost: null });
});
