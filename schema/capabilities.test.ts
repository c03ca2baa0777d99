import { expect, test } from 'vitest';
import { judgeEligibility, type ModelFacts } from './capabilities.ts';

const makeModel = (overrides: Partial<ModelFacts> = {}): ModelFacts => ({
  name: 'Llama',
  active: true,
  deleted: false,
  configured: true,
  excluded: false,
  capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
  ...overrides,
});

test('a model that has what the step needs is eligible', () => {
  const verdict = judgeEligibility(makeModel(), [{ capability: 'toolUse', because: 'it has 2 tools' }]);
  expect(verdict).toEqual({ eligible: true, reasons: [], degraded: [] });
});

test('a model that lacks a capability is refused with the reason and the fix', () => {
  const { eligible, reasons } = judgeEligibility(makeModel(), [
    { capability: 'vision', because: 'an image is wired to it' },
    { capability: 'vision', because: 'its input "photo" is an image' },
  ]);
  expect(eligible).toBe(false);
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toMatchObject({ code: 'lacks-capability', capability: 'vision' });
  expect(reasons[0]?.message).toBe(
    'Llama cannot read images, which the step needs: an image is wired to it; its input "photo" is an image.',
  );
  expect(reasons[0]?.fix).toContain('Choose a model with Vision');
});

test('a step that allows it runs without the capability, and the verdict names it', () => {
  const verdict = judgeEligibility(
    makeModel(),
    [{ capability: 'reasoning', because: 'a budget is set' }],
    'degrade',
  );
  expect(verdict).toEqual({ eligible: true, reasons: [], degraded: ['reasoning'] });
});

test.each([
  ['deleted', { deleted: true, active: false }],
  ['inactive', { active: false }],
  ['not-configured', { configured: false }],
  ['excluded', { excluded: true }],
] as const)('a model that is %s is refused whatever the step allows', (code, overrides) => {
  const verdict = judgeEligibility(makeModel(overrides), [], 'degrade');
  expect(verdict.eligible).toBe(false);
  expect(verdict.reasons.map((reason) => reason.code)).toEqual([code]);
});
