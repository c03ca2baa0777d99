import { defaultReference, parseModelReference, slugFault } from '@patchbay/schema/model-ref.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { InvalidInputError, type Issue } from '../errors.ts';
import { findModelByReference } from '../models/find-models.ts';
import { ReferenceName } from '../models/reference-name.ts';
import type { EntityManager } from '../orm.ts';

/** A short name for a model: steps keep it, and the organisation decides what it stands for. */
export type Alias = { alias: string; target: string };

const mostAliases = 100;

/** Takes the given ones in place of all there are. */
export async function replaceAliases(
  em: EntityManager,
  organizationId: string,
  catalogue: Catalogue,
  wanted: readonly Alias[],
): Promise<void> {
  await check(em, catalogue, wanted);
  const known = await em.find(ReferenceName, { target: { $ne: null } });
  for (const before of known) {
    const now = wanted.find(({ alias }) => alias === before.name);
    if (now) before.target = now.target;
    else em.remove(before);
  }
  const fresh = wanted.filter(({ alias }) => known.every(({ name }) => name !== alias));
  for (const { alias, target } of fresh) em.create(ReferenceName, { organizationId, name: alias, target });
}

async function check(em: EntityManager, catalogue: Catalogue, wanted: readonly Alias[]): Promise<void> {
  if (wanted.length > mostAliases) {
    throw InvalidInputError.at(
      'aliases',
      `There can be at most ${mostAliases} aliases; these are ${wanted.length}.`,
    );
  }
  const names = await em.find(ReferenceName, { name: wanted.map(({ alias }) => alias), target: null });
  const slugs = new Set(names.map(({ name }) => name));
  const issues: Issue[] = [];
  for (const [index, { alias, target }] of wanted.entries()) {
    const faults = {
      alias: aliasFault(alias, slugs, wanted.slice(0, index)),
      target: await targetFault(em, catalogue, target),
    };
    for (const [field, message] of Object.entries(faults))
      if (message) issues.push({ path: ['aliases', String(index), field], message });
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
}

function aliasFault(alias: string, slugs: ReadonlySet<string>, before: readonly Alias[]): string | null {
  if (slugs.has(alias)) return `"${alias}" is the slug of a custom model. Choose another alias.`;
  if (before.some((other) => other.alias === alias)) return `The alias "${alias}" stands here twice.`;
  return slugFault(alias);
}

async function targetFault(em: EntityManager, catalogue: Catalogue, target: string): Promise<string | null> {
  if (target === defaultReference || !parseModelReference(target))
    return 'An alias stands for a slug or a platform id.';
  const model = await findModelByReference(em, catalogue, target);
  if (!model)
    return `There is no model "${target}" in this organization; an alias of an alias is not possible.`;
  return model.status === 'DELETED' ? `${model.displayName} was deleted. Choose another model.` : null;
}
