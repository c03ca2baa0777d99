import { afterEach, expect, test, vi } from 'vitest';
import { loadCatalogue } from './catalogue.ts';
import { suggestPrice } from './suggest-price.ts';

const catalogue = loadCatalogue({});
afterEach(() => void vi.useRealTimers());

const suggest = (provider: string, providerModelId: string, baseUrl?: string) =>
  suggestPrice(catalogue, { provider, providerModelId, baseUrl });

test('a listed model has its price per token, exactly, and where it comes from', () => {
  expect(suggest('openai', 'gpt-5')).toEqual({
    inputCost: '0.00000125',
    outputCost: '0.00001',
    source: expect.stringContaining('genai-prices'),
  });
});

test.each([
  ['together', 'meta-llama/Llama-3.3-70B-Instruct-Turbo'],
  ['bedrock', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['azure-openai', 'gpt-5'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['gemini', 'gemini-2.5-pro'],
  ['vertex', 'gemini-2.5-pro'],
])('models of %s are found, as %s', (provider, modelId) => {
  expect(suggest(provider, modelId)).toMatchObject({ inputCost: expect.stringMatching(/^0\.0{5}\d+$/) });
});

test('of a price in tiers the first is given, and the source says so', () => {
  const { inputCost, source = '' } = suggest('gemini', 'gemini-2.5-pro') ?? {};
  expect(inputCost).toBe('0.00000125');
  expect(source).toContain('up to 200,000 tokens');
});

test('where the hours of the night are cheaper, the price is that of the day whenever it is asked', () => {
  for (const hour of [1, 9, 17, 23]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 27, hour) });
    expect(suggest('openai-compatible', 'deepseek-chat', 'https://api.deepseek.com')).toMatchObject({
      inputCost: '0.00000027',
      outputCost: '0.0000011',
    });
  }
});

test('a miss is null, never zero', () => {
  expect(suggest('openai', 'no-such-model')).toBeNull();
  expect(suggest('oci', 'gpt-5')).toBeNull();
  expect(suggest('no-such-provider', 'gpt-5')).toBeNull();
});

test('a known model name at an unknown address has no price: who serves it decides', () => {
  expect(suggest('openai-compatible', 'gpt-5')).toBeNull();
  expect(suggest('openai-compatible', 'gpt-5', 'http://192.168.0.7:8000/v1')).toBeNull();
  expect(suggest('openai-compatible', 'deepseek-chat', 'https://api.deepseek.com/v1')).not.toBeNull();
});

test('an address that only looks like a known one has no price', () => {
  for (const baseUrl of [
    'https://api.deepseek.com.example.net/v1',
    'https://example.net/https://api.deepseek.com',
    'https://notopenai.com/v1',
  ]) {
    expect(suggest('openai-compatible', 'deepseek-chat', baseUrl), baseUrl).toBeNull();
  }
});

test("the platform's own price stands before the list, where it is one", () => {
  const mini = catalogue.find('openai/gpt-5-mini');
  expect(suggest('openai-compatible', 'openai/gpt-5-mini', 'https://openrouter.ai/api/v1')).toEqual({
    inputCost: mini?.inputCost,
    outputCost: mini?.outputCost,
    source: expect.stringContaining("platform's own price"),
  });
});
