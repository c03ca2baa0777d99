import { expect, test } from 'vitest';
import type { Setup } from './model-form-values';
import { changesSince, whySaveIsOff } from './save-gate';

const setup: Setup = {
  provider: 'openai-compatible',
  fields: [
    { name: 'baseUrl', value: 'https://models.example.com/v1' },
    { name: 'apiKey', value: 'sk-1' },
  ],
  credentialsFrom: null,
  providerModelId: 'llama-ft',
  maxTokens: 4096,
  capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
  reasoningParameter: 'MAX_TOKENS',
};

const labelOf = (field: string) => ({ baseUrl: 'Base URL', apiKey: 'API Key' })[field] ?? field;
const passed = { state: 'done', result: { passed: true }, tested: setup } as const;

test('a new model can be saved once just this setup has passed', () => {
  expect(whySaveIsOff(passed, structuredClone(setup), labelOf)).toBeNull();
});

test('without a test, while it goes on, and after a failed one saving is off, and it is said why', () => {
  const none = { state: 'untested', result: null, tested: null } as const;
  expect(whySaveIsOff(none, setup, labelOf)).toMatch(/needs a passed test/);
  expect(whySaveIsOff({ ...passed, state: 'running', result: null }, setup, labelOf)).toMatch(/under way/);
  expect(whySaveIsOff({ ...passed, result: { passed: false } }, setup, labelOf)).toMatch(/test failed/);
});

test.each<[string, Partial<Setup>, string]>([
  ['provider', { provider: 'fireworks' }, 'Provider'],
  ['endpoint', { fields: [{ name: 'baseUrl', value: 'https://b.example' }, setup.fields[1]!] }, 'Base URL'],
  ['key', { fields: [setup.fields[0]!, { name: 'apiKey', value: 'sk-2' }] }, 'API Key'],
  ['credentials that are reused', { credentialsFrom: 'TW9kZWw6Mg==', fields: [] }, 'Credentials'],
  ['model id', { providerModelId: 'llama-ft-2' }, 'Provider Model ID'],
  ['max tokens', { maxTokens: 1 }, 'Max Tokens'],
  ['capability', { capabilities: { ...setup.capabilities, vision: true } }, 'Vision'],
  ['reasoning parameter', { reasoningParameter: 'EFFORT' }, 'Reasoning parameter'],
])('changing the %s clears a pass, and it is said what changed', (_what, change, label) => {
  const now = { ...setup, ...change };
  expect(changesSince(setup, now, labelOf)).toEqual([label]);
  expect(whySaveIsOff(passed, now, labelOf)).toBe(`Changed since the test passed: ${label}. Test again.`);
});

test('with reused credentials the fields that are still asked for clear a pass, too', () => {
  const reused = {
    ...setup,
    credentialsFrom: 'TW9kZWw6Mg==',
    fields: [{ name: 'region', value: 'us-east-1' }],
  };
  const moved = { ...reused, fields: [{ name: 'region', value: 'eu-west-1' }] };
  expect(changesSince(reused, moved, labelOf)).toEqual(['region']);
});
