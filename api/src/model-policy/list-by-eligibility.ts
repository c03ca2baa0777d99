import type { Capability, OnMissingCapability } from '@patchbay/schema/capabilities.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { InvalidInputError } from '../errors.ts';
import { findModelsById } from '../models/find-models.ts';
import type { Model } from '../models/model.ts';
import { capabilityColumns, conditionsOf, registryOf, type Sql } from '../models/registry.ts';
import type { EntityManager } from '../orm.ts';

export type Asked = { requirements: readonly Capability[]; onMissingCapability: OnMissingCapability };
type Filter = Asked & { exclusive: boolean; search?: string | null };
type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

/** Those that may serve a step come first, then by name. The same rule as `judgeEligibility`, for thousands at once. */
export async function listByEligibility(
  em: EntityManager,
  catalogue: Catalogue,
  filter: Filter,
  { after, before, limit, descending }: Bounds,
): Promise<Model[]> {
  const { sql, values } = judged(catalogue, filter);
  const conditions: string[] = [];
  const places: unknown[] = [];
  for (const [cursor, comparison] of [
    [after, '>'],
    [before, '<'],
  ] as const) {
    if (!cursor) continue;
    const [place] = await em.execute<{ ineligible: boolean; name: string }[]>(
      `select ineligible, name from ${sql} where id = ?`,
      [...values, cursor],
    );
    if (!place)
      throw InvalidInputError.at(
        'after',
        'The model that this cursor stands for is gone. Start again at the top.',
      );
    conditions.push(`(ineligible, name, id) ${comparison} (?::boolean, ?::text collate "C", ?::uuid)`);
    places.push(place.ineligible, place.name, cursor);
  }
  const direction = descending ? 'desc' : 'asc';
  const found = await em.execute<{ id: string }[]>(
    `select id from ${sql} ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
     order by ineligible ${direction}, name ${direction}, id ${direction} limit ?`,
    [...values, ...places, limit],
  );
  const ids = found.map(({ id }) => id);
  const byId = new Map((await findModelsById(em, catalogue, ids)).map((model) => [model.id, model]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function countByEligibility(
  em: EntityManager,
  catalogue: Catalogue,
  filter: Filter,
): Promise<{ all: number; eligible: number }> {
  const { sql, values } = judged(catalogue, filter);
  const [counted] = await em.execute<{ all: number; eligible: number }[]>(
    `select count(*)::int as all, (count(*) filter (where not ineligible))::int as eligible from ${sql}`,
    values,
  );
  return counted ?? { all: 0, eligible: 0 };
}

function judged(catalogue: Catalogue, { requirements, onMissingCapability, exclusive, search }: Filter): Sql {
  const registry = registryOf(catalogue);
  const { status, search: words } = conditionsOf({ search: search ?? null });
  const needed = onMissingCapability === 'degrade' ? [] : requirements;
  const serves = [
    `status = 'ACTIVE'`,
    ...needed.map((name) => capabilityColumns[name]),
    ...(exclusive ? [`type = 'CUSTOM'`] : []),
  ];
  return {
    sql: `(select id, name, not (${serves.join(' and ')}) as ineligible from ${registry.sql}
           where ${status.sql} and ${words.sql}) as judged`,
    values: [...registry.values, ...status.values, ...words.values],
  };
}
