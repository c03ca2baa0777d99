// What a model probably costs, for a form to offer: nothing is stored by it, and a miss is null, never 0. The prices lie in
// a package and are never fetched.
import type { WireId } from '@patchbay/schema/providers/index.ts';
import { calcPrice, findProvider, type PriceCalculation, type Provider } from '@pydantic/genai-prices';
import { plainDecimal } from '../decimal.ts';
import type { Catalogue } from './catalogue.ts';

export type SuggestedPrice = {
  /** USD per token. */
  inputCost: string;
  outputCost: string;
  /** As a sentence, so that whoever takes it over knows what it is worth. */
  source: string;
};

type Priced = {
  provider: string;
  providerModelId: string;
  /** Where it is reached, of a provider that has many addresses. */
  baseUrl?: string | null;
};

/** Ours -> theirs. Null: found by the address, or not at all. */
const priceLists = {
  openai: 'openai',
  'azure-openai': 'azure',
  anthropic: 'anthropic',
  gemini: 'google',
  vertex: 'google',
  bedrock: 'aws',
  fireworks: 'fireworks',
  together: 'together',
  huggingface: null,
  oci: null,
  'openai-compatible': null,
  openrouter: 'openrouter',
} satisfies Record<WireId, string | null>;

export function suggestPrice(
  catalogue: Catalogue,
  { provider, providerModelId, baseUrl }: Priced,
): SuggestedPrice | null {
  const list = findList(provider, baseUrl);
  if (!list) return null;
  return (
    (list.id === 'openrouter' ? fromCatalogue(catalogue, providerModelId) : null) ??
    fromList(list, providerModelId)
  );
}

/** By its name or its address, never by the model's: whoever serves a model under a known name may ask another price. */
function findList(provider: string, baseUrl: string | null | undefined): Provider | null {
  const providerId = new Map<string, string | null>(Object.entries(priceLists)).get(provider);
  if (providerId === undefined) return null;
  if (providerId) return findProvider({ providerId }) ?? null;
  if (!baseUrl || !URL.canParse(baseUrl)) return null;
  const { origin } = new URL(baseUrl);
  const found = findProvider({ providerApiUrl: origin });
  // Their pattern says how an address begins, so that any longer name would fit it, too.
  return found && new RegExp(`^(?:${found.api_pattern})$`).test(origin) ? found : null;
}

function fromCatalogue(catalogue: Catalogue, id: string): SuggestedPrice | null {
  const { inputCost = null, outputCost = null, displayName = '' } = catalogue.find(id) ?? {};
  if (inputCost === null || outputCost === null) return null;
  return { inputCost, outputCost, source: `The platform's own price of ${displayName}.` };
}

function fromList(provider: Provider, modelId: string): SuggestedPrice | null {
  // Some have cheaper hours: what is suggested must not depend on when somebody asks.
  const timestamp = new Date(new Date().setUTCHours(12, 0, 0, 0));
  const found = calcPrice({ input_tokens: 0, output_tokens: 0 }, modelId, { provider, timestamp });
  if (!found) return null;
  const input = perToken(found.model_price.input_mtok);
  const output = perToken(found.model_price.output_mtok);
  if (input === null || output === null) return null;
  return {
    inputCost: input.cost,
    outputCost: output.cost,
    source: sourceOf(found, input.upTo ?? output.upTo),
  };
}

type ListedPrice = PriceCalculation['model_price'][string];

/** Prices are listed per million tokens; of one in tiers the first counts. */
function perToken(price: ListedPrice): { cost: string; upTo: number | null } | null {
  if (price === undefined) return null;
  const [perMillion, upTo] =
    typeof price === 'number' ? [price, null] : [price.base, price.tiers[0]?.start ?? null];
  const cost = plainDecimal(`${perMillion}e-6`);
  return cost === null || perMillion < 0 ? null : { cost, upTo };
}

function sourceOf({ provider, model }: PriceCalculation, upTo: number | null): string {
  const listed = `Listed for ${model.name ?? model.id} at ${provider.name ?? provider.id}, in the price list genai-prices.`;
  if (upTo === null) return listed;
  return `${listed} This is the price for prompts up to ${upTo.toLocaleString('en-US')} tokens; longer ones cost more.`;
}
