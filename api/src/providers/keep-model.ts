import type { LanguageModelV4 } from '@ai-sdk/provider';

type Fetch = typeof globalThis.fetch;

const kept = new WeakMap<Fetch, Map<string, LanguageModelV4>>();
const mostKept = 1_000;

/**
 * To build a model of the AI SDK costs several times what a call of it costs, so models are kept, the last used ones.
 * Only what is no secret may go into them.
 */
export function keepModel(
  fetch: Fetch,
  key: readonly string[],
  make: () => LanguageModelV4,
): LanguageModelV4 {
  const models = kept.get(fetch) ?? new Map<string, LanguageModelV4>();
  kept.set(fetch, models);
  const name = JSON.stringify(key);
  const model = models.get(name) ?? make();
  models.delete(name);
  models.set(name, model);
  const [oldest] = models.keys();
  if (models.size > mostKept && oldest !== undefined) models.delete(oldest);
  return model;
}
