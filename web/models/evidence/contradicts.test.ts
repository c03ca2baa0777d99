import { expect, test } from 'vitest';
import { asFound, contradicts, holdsFor } from './contradicts';

const found = (
  capability: 'JSON_MODE' | 'VISION' | 'TOOL_USE' | 'REASONING',
  verdict: 'YES' | 'NO' | 'UNKNOWN',
) => ({
  capability,
  verdict,
  evidence: 'Asked and answered.',
  providerText: null,
  latencyMs: 12,
  at: '2026-11-20T12:00:00Z',
  requestedBy: 'Ada',
  contradicts: false,
  stale: false,
});

test('a toggle contradicts what was found when it says the opposite; what is unknown contradicts nothing', () => {
  expect(contradicts(found('VISION', 'YES'), false)).toBe(true);
  expect(contradicts(found('VISION', 'NO'), true)).toBe(true);
  expect(contradicts(found('VISION', 'YES'), true)).toBe(false);
  expect(contradicts(found('VISION', 'UNKNOWN'), true)).toBe(false);
  expect(contradicts('probing', true)).toBe(false);
  expect(contradicts(undefined, true)).toBe(false);
});

test('using what was found sets what is known and leaves the rest', () => {
  const now = { jsonMode: true, vision: false, toolUse: true, reasoning: true };
  const findings = {
    jsonMode: found('JSON_MODE', 'NO'),
    vision: found('VISION', 'YES'),
    toolUse: found('TOOL_USE', 'YES'),
    reasoning: found('REASONING', 'UNKNOWN'),
  };
  expect(asFound(findings, now)).toEqual({ jsonMode: false, vision: true, toolUse: true, reasoning: true });
});

test('what was found holds until provider, fields, credentials or model id change; for reasoning also its parameter', () => {
  const setup = {
    provider: 'openai-compatible',
    fields: [{ name: 'baseUrl', value: 'https://a.example/v1' }],
    credentialsFrom: null,
    providerModelId: 'm',
    maxTokens: 10,
    capabilities: { jsonMode: true, vision: true, toolUse: true, reasoning: true },
    reasoningParameter: 'EFFORT',
  } as const;
  const setup2 = { ...setup, fields: [...setup.fields] };
  const findings = { vision: found('VISION', 'YES'), reasoning: found('REASONING', 'YES') };
  const holds = (name: 'vision' | 'reasoning', change: object) =>
    holdsFor(name, { findings, probed: setup2 }, { ...setup2, ...change });
  expect(holds('vision', { maxTokens: 20 })).toBe(true);
  expect(holds('vision', { providerModelId: 'n' })).toBe(false);
  expect(holds('vision', { reasoningParameter: 'MAX_TOKENS' })).toBe(true);
  expect(holds('reasoning', { reasoningParameter: 'MAX_TOKENS' })).toBe(false);
  expect(holdsFor('vision', { findings: {}, probed: null }, setup2)).toBe(false);
});

test('what was found about an earlier setup of the saved model is stale already', () => {
  const stale = { ...found('VISION', 'YES'), stale: true };
  const setup = {
    provider: 'p',
    fields: [],
    credentialsFrom: null,
    providerModelId: 'm',
    maxTokens: 1,
    capabilities: { jsonMode: true, vision: true, toolUse: true, reasoning: true },
    reasoningParameter: 'EFFORT',
  } as const;
  const probed = { ...setup, fields: [] };
  expect(holdsFor('vision', { findings: { vision: stale }, probed }, probed)).toBe(false);
});
