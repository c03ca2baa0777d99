// What Gemini has in common at Google's two addresses.
import { randomUUID } from 'node:crypto';
import { GoogleLanguageModel } from '@ai-sdk/google/internal';
import type { JSONObject } from '@ai-sdk/provider';
import type { WiredModel } from './language-model-client.ts';
import type { ModelRequest } from './model-client.ts';
import { ProviderError } from './provider-error.ts';

type Address = { provider: string; baseURL: string; fetch: typeof globalThis.fetch };

export function googleModel(modelId: string, address: Address): Pick<WiredModel, 'model' | 'figures'> {
  // It stands in the path as it is.
  if (!/^[\w.@-]+(\/[\w.@-]+)*$/.test(modelId) || /(^|\/)\.+(\/|$)/.test(modelId)) {
    throw new ProviderError('model-not-found', {
      detail: `"${modelId}" can be no model id of Google: use letters, digits, hyphens and dots, such as gemini-2.5-flash.`,
    });
  }
  return { model: new GoogleLanguageModel(modelId, { ...address, generateId: randomUUID }), figures };
}

/** The thoughts are asked for as well: without them nobody sees that the model reasons. */
export const googleOptions =
  (namespace: 'google' | 'googleVertex') =>
  ({ reasoning }: ModelRequest) => {
    if (!reasoning) return {};
    const thinkingConfig =
      'maxTokens' in reasoning
        ? { thinkingBudget: reasoning.maxTokens, includeThoughts: true }
        : { thinkingLevel: reasoning.effort, includeThoughts: true };
    return { [namespace]: { thinkingConfig } };
  };

/** Google counts thoughts apart from the answer, and the results of its own tools apart from the prompt. */
function figures(raw: JSONObject) {
  return {
    input: sum(raw.promptTokenCount, raw.toolUsePromptTokenCount),
    cachedInput: raw.cachedContentTokenCount,
    output: sum(raw.candidatesTokenCount, raw.thoughtsTokenCount),
    reasoning: raw.thoughtsTokenCount,
  };
}

function sum(one: unknown, other: unknown): number | undefined {
  const given = [one, other].filter((tokens) => typeof tokens === 'number');
  return given.length === 0 ? undefined : given.reduce((total, tokens) => total + tokens);
}
