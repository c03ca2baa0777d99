import type { Catalogue } from '../catalogue/catalogue.ts';
import type { EntityManager } from '../orm.ts';
import { CustomModel } from './custom-model.ts';
import { type Model, modelOfCustom, modelOfPlatform } from './model.ts';

/** By node id, in one query. */
export async function findModelsById(
  em: EntityManager,
  catalogue: Catalogue,
  ids: string[],
): Promise<Model[]> {
  const customs = await em.find(CustomModel, { id: ids });
  const wanted = new Set(ids);
  const platform = catalogue.models.filter(({ nodeId }) => wanted.has(nodeId));
  return [...customs.map(modelOfCustom), ...platform.map((model) => modelOfPlatform(catalogue, model))];
}

/** By what a step stores: a slug or a platform id. Deleted ones are found, too: they have a reason to tell. */
export async function findModelByReference(
  em: EntityManager,
  catalogue: Catalogue,
  reference: string,
): Promise<Model | null> {
  const platform = catalogue.find(reference);
  if (platform) return modelOfPlatform(catalogue, platform);
  const custom = await em.findOne(CustomModel, { slug: reference });
  return custom && modelOfCustom(custom);
}

/** Many at once, by what names them. */
export async function findModelsByReference(
  em: EntityManager,
  catalogue: Catalogue,
  references: readonly string[],
): Promise<Map<string, Model>> {
  const found = new Map<string, Model>();
  for (const custom of await em.find(CustomModel, { slug: [...new Set(references)] }))
    found.set(custom.slug, modelOfCustom(custom));
  for (const reference of references) {
    const platform = catalogue.find(reference);
    if (platform) found.set(reference, modelOfPlatform(catalogue, platform));
  }
  return found;
}
