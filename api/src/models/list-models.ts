// The registry's list: filtered, ordered, counted and cut into pages by the database.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { InvalidInputError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { findModelsById } from './find-models.ts';
import type { Model } from './model.ts';
import { allOf, conditionsOf, kindsOf, type ModelFilter, registryOf, type Sql } from './registry.ts';

/** The column of each order, and its type. */
const orders = {
  NAME: { column: 'name', type: 'text' },
  CREATED: { column: 'created', type: 'timestamptz' },
  LAST_TESTED: { column: 'tested', type: 'timestamptz' },
} as const;

export type ModelOrder = keyof typeof orders;
export const modelOrders = Object.keys(orders).filter((name): name is ModelOrder =>
  Object.hasOwn(orders, name),
);

export type ModelSort = { by: ModelOrder; descending: boolean };

type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

/** The id decides between two of the same name or moment. */
export async function listModels(
  em: EntityManager,
  catalogue: Catalogue,
  filter: ModelFilter,
  sort: ModelSort,
  { after, before, limit, descending }: Bounds,
): Promise<Model[]> {
  const { column, type } = orders[sort.by];
  const conditions = Object.values(conditionsOf(filter));
  for (const [field, cursor, further] of [
    ['after', after, !sort.descending],
    ['before', before, sort.descending],
  ] as const) {
    if (!cursor) continue;
    const place = await placeOf(em, registryOf(catalogue), column, cursor, field);
    const sql = `(${column}, id) ${further ? '>' : '<'} (?::${type}, ?::uuid)`;
    conditions.push({ sql, values: [place, cursor] });
  }
  const where = allOf(conditions);
  const direction = descending ? 'desc' : 'asc';
  const end = `order by place ${direction}, id ${direction} limit ?`;
  // Each kind is cut by itself first: the database then reads no more of an index than a page.
  const pages = kindsOf(catalogue).map(({ sql, values }) => ({
    sql: `(select id, ${column} as place from (${sql}) as model where ${where.sql} ${end})`,
    values: [...values, ...where.values, limit],
  }));
  const found = await em.execute<{ id: string }[]>(
    `select id from (${pages.map(({ sql }) => sql).join(' union all ')}) as page ${end}`,
    [...pages.flatMap(({ values }) => values), limit],
  );
  const ids = found.map(({ id }) => id);
  const byId = new Map((await findModelsById(em, catalogue, ids)).map((model) => [model.id, model]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function countModels(
  em: EntityManager,
  catalogue: Catalogue,
  filter: ModelFilter,
): Promise<number> {
  const registry = registryOf(catalogue);
  const where = allOf(Object.values(conditionsOf(filter)));
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from ${registry.sql} where ${where.sql}`,
    [...registry.values, ...where.values],
  );
  return counted?.count ?? 0;
}

/** Where in the order a model stands, as text: a timestamp keeps its microseconds so. */
async function placeOf(
  em: EntityManager,
  registry: Sql,
  column: string,
  id: string,
  field: string,
): Promise<string> {
  const [found] = await em.execute<{ place: string }[]>(
    `select ${column}::text as place from ${registry.sql} where id = ?`,
    [...registry.values, id],
  );
  if (found) return found.place;
  throw InvalidInputError.at(field, 'The model that this cursor stands for is gone. Start again at the top.');
}
