import type { ModelSetupInput, ReasoningParameter } from '@/graphql/generated/graphql';
import type { Capabilities } from '@patchbay/schema/capabilities.ts';

/** What the dialog holds, as it was typed. */
export interface ModelForm {
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
  inputCost: string;
  outputCost: string;
}

/** As much of the form as a connection test tests: a pass is for exactly this. */
export function setupOf(form: ModelForm, fieldNames: readonly string[]): ModelSetupInput {
  const reused = form.credentialsFrom !== '';
  return {
    provider: form.provider,
    fields: reused ? [] : fieldNames.map((name) => ({ name, value: form.fields[name] ?? '' })),
    credentialsFrom: reused ? form.credentialsFrom : null,
    providerModelId: form.providerModelId.trim(),
    // What is no whole number goes on as 0, which the API refuses with its reason.
    maxTokens: /^\d+$/.test(form.maxTokens.trim()) ? Number(form.maxTokens) : 0,
    capabilities: form.capabilities,
    reasoningParameter: form.reasoningParameter,
  };
}
