import { capabilities } from '@patchbay/schema/capabilities.ts';
import { expect, test } from 'vitest';
import type { PickableModel, PickingPolicy } from '@/models/use-models';
import { matches, type Need, offerModels, sayHidden } from './model-options';

const model = (reference: string, changes: Partial<PickableModel> = {}): PickableModel => ({
  id: reference,
  reference,
  displayName: reference,
  type: 'CUSTOM',
  status: 'ACTIVE',
  provider: 'openai',
  providerModelId: reference,
  reasoningParameter: 'EFFORT',
  contextTokens: null,
  inputCost: null,
  outputCost: null,
  capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
  ...changes,
});

const house = model('house');
const platform = model('acme/large', { type: 'PLATFORM' });
const textOnly = { jsonMode: false, vision: false, toolUse: false, reasoning: false };

const policy = (changes: Partial<PickingPolicy> = {}): PickingPolicy => ({
  inheritedFrom: null,
  exclusive: false,
  default: { displayName: 'house', reference: 'house', status: 'ACTIVE' },
  fallback: null,
  aliases: [],
  ...changes,
});

const anything: Need = { requirements: [], onMissingCapability: 'refuse' };
const tools: Need = {
  requirements: [{ capability: 'toolUse', because: 'tools are bound to it' }],
  onMissingCapability: 'refuse',
};

const offer = (changes: Partial<Parameters<typeof offerModels>[0]> = {}) =>
  offerModels({ models: [house, platform], policy: policy(), need: anything, recent: [], ...changes });

const namesIn = ({ groups }: ReturnType<typeof offer>) =>
  groups.map(({ label, options }) => [label, options.map(({ value }) => value)]);

test('the organization default stands first and says what it leads to; platform models stand apart', () => {
  const offered = offer();
  expect(namesIn(offered)).toEqual([
    ['', ['default']],
    ['Custom', ['house']],
    ['Platform', ['acme/large']],
  ]);
  expect(offered.groups[0]?.options[0]?.hint).toBe('Now house (house).');
});

test('what was chosen lately stands in a group of its own, the last one first, and in its own group, too', () => {
  const [, recent, custom] = namesIn(offer({ recent: ['acme/large', 'gone', 'house'] }));
  expect(recent).toEqual(['Recent', ['acme/large', 'house']]);
  expect(custom).toEqual(['Custom', ['house']]);
});

test('a model that cannot serve the step is not offered, lately chosen or not; its reasons and fixes are kept', () => {
  const plain = model('plain', { capabilities: textOnly });
  const { groups, hidden } = offer({ models: [house, plain], need: tools, recent: ['plain'] });
  expect(groups.flatMap(({ options }) => options.map(({ value }) => value))).toEqual(['default', 'house']);
  expect(hidden).toMatchObject([
    { value: 'plain', reasons: [{ capability: 'toolUse', fix: expect.stringContaining('Tool use') }] },
  ]);
});

test('where the step may run without a capability, the model is offered and says what the step does without', () => {
  const plain = model('plain', { capabilities: textOnly });
  const { groups } = offer({ models: [plain], need: { ...tools, onMissingCapability: 'degrade' } });
  expect(groups.find(({ label }) => label === 'Custom')?.options).toMatchObject([
    { value: 'plain', degraded: ['toolUse'] },
  ]);
});

test('platform models and what stands for them are hidden where only custom ones are used', () => {
  const aliases = [{ alias: 'sonnet', target: 'acme/large' }];
  const { groups, hidden } = offer({ policy: policy({ exclusive: true, aliases }) });
  expect(groups.map(({ label }) => label)).toEqual(['', 'Custom']);
  expect(hidden.map(({ value, hint }) => [value, hint])).toEqual([
    ['sonnet', 'Stands for acme/large.'],
    ['acme/large', null],
  ]);
});

test('the default is never hidden, and says why what it leads to cannot serve', () => {
  const plain = model('house', { capabilities: textOnly });
  const { groups } = offer({ models: [plain], need: tools });
  expect(groups[0]?.options).toMatchObject([{ value: 'default', reasons: [{ capability: 'toolUse' }] }]);
});

test('how many are hidden is said with the causes, the most frequent first', () => {
  const plain = model('plain', { capabilities: textOnly });
  const off = model('off', { status: 'INACTIVE' });
  const hiddenOf = (models: PickableModel[]) => sayHidden(offer({ models, need: tools }).hidden);
  expect(hiddenOf([plain])).toBe('1 model hidden: no tool use');
  expect(hiddenOf([off, plain, model('plainer', { capabilities: textOnly })])).toBe(
    '3 models hidden: 2 no tool use, 1 switched off',
  );
});

test('every capability has a word for its lack', () => {
  for (const capability of Object.keys(capabilities) as (keyof typeof capabilities)[]) {
    const need: Need = { ...anything, requirements: [{ capability, because: 'it is tested' }] };
    const { hidden } = offer({ models: [model('plain', { capabilities: textOnly })], need });
    expect(sayHidden(hidden)).toMatch(/^1 model hidden: no (JSON|[a-z])/);
  }
});

test('a model is found by name, slug, provider and the id its provider gives it, in any order of the words', () => {
  const [, custom] = offer({
    models: [model('my-gpt', { displayName: 'My GPT', provider: 'azure-openai', providerModelId: 'Dep-7' })],
  }).groups;
  const option = custom?.options[0];
  const finds = (query: string) => option !== undefined && matches(option, query);
  expect(['my gpt', 'my-gpt', 'AZURE', 'dep-7', 'dep azure'].every(finds)).toBe(true);
  expect(finds('claude')).toBe(false);
});
