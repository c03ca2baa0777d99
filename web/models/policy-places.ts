import type { PickingPolicy } from './use-models';

export interface PolicyPlaces {
  /** In words: "the organisation default". */
  names: string[];
  /** It can be neither switched off nor deleted until another takes its place. */
  held: boolean;
}

/** Where a model of the organisation stands in its policy. What is inherited belongs to another one, whatever its slug. */
export function placesOf(policy: PickingPolicy, reference: string): PolicyPlaces {
  const here = !policy.inheritedFrom;
  const held = [
    here && policy.default.reference === reference && 'the organisation default',
    here && policy.fallback?.reference === reference && 'the fallback',
  ].filter((name) => name !== false);
  const aliases = policy.aliases
    .filter(({ target }) => target === reference)
    .map(({ alias }) => `what the alias ${alias} stands for`);
  return { names: [...held, ...aliases], held: held.length > 0 };
}
