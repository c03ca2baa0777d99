import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from './catalogue.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'patchbay-catalogue-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function fileOf(catalogue: unknown): Promise<string> {
  const file = join(directory, 'models.json');
  await writeFile(file, typeof catalogue === 'string' ? catalogue : JSON.stringify(catalogue));
  return file;
}

const grok = {
  id: 'x-ai/grok-5',
  displayName: 'Grok 5',
  maxTokens: 8192,
  capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
  reasoningParameter: 'effort',
};

test('the nine platform models are there, and Gemini 3.1 Pro is the default', () => {
  const { models, default: standard, key } = loadCatalogue({});
  expect(models.map(({ id, displayName }) => [displayName, id])).toEqual([
    ['GPT 5.4', 'openai/gpt-5.4'],
    ['GPT 5.2', 'openai/gpt-5.2'],
    ['GPT 5 Mini', 'openai/gpt-5-mini'],
    ['Claude Opus 4.6', 'anthropic/claude-opus-4.6'],
    ['Claude Sonnet 4.6', 'anthropic/claude-sonnet-4.6'],
    ['Gemini 3.1 Pro', 'google/gemini-3.1-pro-preview'],
    ['Gemini 3 Flash', 'google/gemini-3-flash-preview'],
    ['Grok 4', 'x-ai/grok-4'],
    ['Grok 4.1 Fast', 'x-ai/grok-4.1-fast'],
  ]);
  expect(standard.id).toBe('google/gemini-3.1-pro-preview');
  expect(key).toBeNull();
});

test('what is not known of a model is null, never 0', () => {
  const { models } = loadCatalogue({});
  for (const { contextTokens, inputCost, outputCost } of models) {
    for (const known of [contextTokens, inputCost, outputCost]) expect(Number(known ?? 1)).toBeGreaterThan(0);
  }
});

test("an operator's file takes the place of the catalogue, without a release", async () => {
  const file = await fileOf({ default: grok.id, models: [{ ...grok, inputCost: '2e-6' }] });
  const { models, default: standard } = loadCatalogue({ file });
  expect(standard.id).toBe(grok.id);
  expect(models).toEqual([
    expect.objectContaining({ ...grok, inputCost: '0.000002', outputCost: null, contextTokens: null }),
  ]);
});

test('a model keeps its node id whatever stands around it', async () => {
  const shipped = loadCatalogue({}).find('x-ai/grok-4');
  const file = await fileOf({ default: 'x-ai/grok-4', models: [{ ...grok, id: 'x-ai/grok-4' }] });
  expect(loadCatalogue({ file }).find('x-ai/grok-4')?.nodeId).toBe(shipped?.nodeId);
});

test.each([
  ['no JSON', '{', /PLATFORM_MODELS_FILE.*JSON/],
  [
    'an id that could be a slug',
    { default: 'grok', models: [{ ...grok, id: 'grok' }] },
    /models\.0\.id.*"\/"/,
  ],
  ['an id that stands twice', { default: grok.id, models: [grok, grok] }, /each id stands once/],
  [
    'a default that is none of them',
    { default: 'x-ai/other', models: [grok] },
    /the default is one of the models/,
  ],
  ['a misspelt field', { default: grok.id, models: [{ ...grok, contexTokens: 5 }] }, /contexTokens/],
])('a file with %s stops the program at its start, and says where', async (_what, catalogue, message) => {
  const file = await fileOf(catalogue);
  expect(() => loadCatalogue({ file })).toThrow(message);
});
