// By which names workflows lead to a model: its own reference, the aliases that stand for it, and "default".
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadPolicy } from '../model-policy/load-policy.ts';
import type { EntityManager } from '../orm.ts';

export type NamedModel = { name: string; reference: string };

export async function namesOfModels(
  em: EntityManager,
  catalogue: Catalogue,
  references: readonly string[],
): Promise<NamedModel[]> {
  const { aliases, default: standard } = await loadPolicy(em, catalogue);
  const wanted = new Set(references);
  return [
    ...[...wanted].map((reference) => ({ name: reference, reference })),
    ...[...aliases]
      .filter(([, target]) => wanted.has(target))
      .map(([alias, target]) => ({ name: alias, reference: target })),
    ...(wanted.has(standard.reference) ? [{ name: defaultReference, reference: standard.reference }] : []),
  ];
}
