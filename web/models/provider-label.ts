export interface LabelledProvider {
  id: string;
  label: string;
}

/** What a model's provider is called. Platform models come through one that the operator has an account with. */
export function providerLabel(id: string, providers: readonly LabelledProvider[]): string {
  if (id === 'openrouter') return 'OpenRouter';
  return providers.find((provider) => provider.id === id)?.label ?? id;
}
