/** What a model's provider is called. Platform models come through one that the operator has an account with. */
export function providerLabel(id: string, providers: readonly { id: string; label: string }[]): string {
  if (id === 'openrouter') return 'OpenRouter';
  return providers.find((provider) => provider.id === id)?.label ?? id;
}
