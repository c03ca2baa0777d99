import { expect, test } from 'vitest';
import { detailsOf, setupOf, valuesOfNew, valuesOfSaved } from './model-form-values';

const saved = {
  id: 'TW9kZWw6MQ==',
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
} as const;

const names = ['baseUrl', 'apiKey'];

test('a new model begins with 4096 tokens, JSON mode and tools, without vision and reasoning', () => {
  const values = valuesOfNew('openai-compatible');
  expect(values.maxTokens).toBe('4096');
  expect(values.capabilities).toEqual({ jsonMode: true, vision: false, toolUse: true, reasoning: false });
  expect(values.reasoningParameter).toBe('MAX_TOKENS');
});

test('a saved model comes back as it is, its secrets blank: they keep what is saved', () => {
  const setup = setupOf(valuesOfSaved(saved), names);
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

test('reused credentials stand alone: nothing that was typed goes with them', () => {
  const values = { ...valuesOfSaved(saved), credentialsFrom: 'TW9kZWw6Mg==' };
  expect(setupOf(values, names)).toMatchObject({ fields: [], credentialsFrom: 'TW9kZWw6Mg==' });
});

test('a field that only another provider has stays behind', () => {
  const values = { ...valuesOfSaved(saved), fields: { baseUrl: 'https://a.example', region: 'eu' } };
  expect(setupOf(values, ['baseUrl']).fields).toEqual([{ name: 'baseUrl', value: 'https://a.example' }]);
});

test.each(['', '4k', '-1', '1.5'])('max tokens of "%s" reach the API as what it refuses', (maxTokens) => {
  expect(setupOf({ ...valuesOfSaved(saved), maxTokens }, names).maxTokens).toBe(0);
});

test('prices are saved per token, whichever unit they were typed in; a blank one is none', () => {
  const values = {
    ...valuesOfSaved(saved),
    priceUnit: 'million',
    inputCost: '0.30',
    outputCost: ' ',
  } as const;
  expect(detailsOf(values)).toMatchObject({ inputCost: '0.0000003', outputCost: null });
});
