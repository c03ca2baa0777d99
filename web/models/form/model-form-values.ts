import { capabilities, capabilityNames, type Capabilities } from '@patchbay/schema/capabilities.ts';
import type { ModelSetupInput, ReasoningParameter } from '@/graphql/generated/graphql';
import type { Evidence } from '../evidence/evidence-fragment';
import { plainPrice } from '../price';
import { askedFields, initialFields, isBorrowed, type SentField } from './provider-fields';

/** What the form holds, as it was typed. */
export interface ModelFormValues {
  provider: string;
  /** By the name that the provider's description gives each field. */
  fields: Record<string, string>;
  /** The saved model whose credentials are used instead of new ones; "" for none. */
  credentialsFrom: string;
  providerModelId: string;
  displayName: string;
  slug: string;
  description: string;
  maxTokens: string;
  capabilities: Capabilities;
  reasoningParameter: ReasoningParameter;
  /** USD per token. */
  inputCost: string;
  outputCost: string;
}

/** As much of a saved model as the form shows. */
export interface SavedModelValues {
  id: string;
  /** Which save of it this is. */
  revision: number | null;
  reference: string;
  provider: string;
  providerModelId: string;
  displayName: string;
  description: string;
  maxTokens: number;
  capabilities: Capabilities;
  reasoningParameter: ReasoningParameter;
  inputCost: string | null;
  outputCost: string | null;
  fields: readonly { name: string; value: string | null; mask: string | null }[] | null;
  /** What was found out of its capabilities. */
  evidence: readonly Evidence[];
}

const initialCapabilities = Object.fromEntries(
  capabilityNames.map((name) => [name, capabilities[name].initially]),
) as Capabilities;

export function valuesOfNew(
  provider:
    | { id: string; fields: readonly SentField[]; reasoningParameters: readonly ReasoningParameter[] }
    | undefined,
): ModelFormValues {
  return {
    provider: provider?.id ?? '',
    fields: initialFields(provider?.fields ?? []),
    credentialsFrom: '',
    providerModelId: '',
    displayName: '',
    slug: '',
    description: '',
    maxTokens: '4096',
    capabilities: initialCapabilities,
    reasoningParameter: provider?.reasoningParameters[0] ?? 'MAX_TOKENS',
    inputCost: '',
    outputCost: '',
  };
}

/** Secrets stay blank: a blank one keeps what is saved. */
export function valuesOfSaved(model: SavedModelValues): ModelFormValues {
  const { jsonMode, vision, toolUse, reasoning } = model.capabilities;
  return {
    provider: model.provider,
    fields: Object.fromEntries((model.fields ?? []).map(({ name, value }) => [name, value ?? ''])),
    credentialsFrom: '',
    providerModelId: model.providerModelId,
    displayName: model.displayName,
    slug: model.reference,
    description: model.description,
    maxTokens: String(model.maxTokens),
    capabilities: { jsonMode, vision, toolUse, reasoning },
    reasoningParameter: model.reasoningParameter,
    inputCost: model.inputCost ?? '',
    outputCost: model.outputCost ?? '',
  };
}

/**
 * As much of the form as a connection test tests: a pass is for exactly this. What was typed for a way of signing in
 * that is not chosen stays behind in the form, and so does all that reused credentials bring with them.
 */
export function setupOf(
  values: ModelFormValues,
  described: readonly SentField[],
): ModelSetupInput & { fields: { name: string; value: string }[] } {
  const reused = values.credentialsFrom !== '';
  const sent = askedFields(described, values.fields).filter((field) => !reused || !isBorrowed(field));
  return {
    provider: values.provider,
    fields: sent.map(({ name }) => ({ name, value: values.fields[name] ?? '' })),
    credentialsFrom: reused ? values.credentialsFrom : null,
    providerModelId: values.providerModelId.trim(),
    // What is no whole number goes on as 0, which the API refuses with its reason.
    maxTokens: /^\d+$/.test(values.maxTokens.trim()) ? Number(values.maxTokens) : 0,
    capabilities: values.capabilities,
    reasoningParameter: values.reasoningParameter,
  };
}

export type Setup = ReturnType<typeof setupOf>;

/** A model just as it is saved; its secrets stand in for themselves. */
export function setupOfSaved(model: SavedModelValues): Setup {
  return {
    provider: model.provider,
    fields: (model.fields ?? []).map(({ name, value }) => ({ name, value: value ?? '' })),
    credentialsFrom: null,
    providerModelId: model.providerModelId,
    maxTokens: model.maxTokens,
    capabilities: valuesOfSaved(model).capabilities,
    reasoningParameter: model.reasoningParameter,
  };
}

/** What is saved beside the setup, and needs no test. */
export function detailsOf({ displayName, description, inputCost, outputCost }: ModelFormValues) {
  return {
    displayName,
    description,
    inputCost: plainPrice(inputCost),
    outputCost: plainPrice(outputCost),
  };
}
