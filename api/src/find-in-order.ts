import type { EntityClass, FilterQuery, FindOptions } from '@mikro-orm/core';
import type { EntityManager } from './orm.ts';

/** For lists: a column of megabytes is read by the field that shows it, with one of the two below. */
export function leaveOut<Row>(column: keyof Row & string): FindOptions<Row> {
  return { exclude: [column] } as unknown as FindOptions<Row>;
}

/** For a loader: an answer for each id, in their order. Whole rows, whatever the list left out that they come from. */
export async function findInOrder<Row extends { id: string }>(
  em: EntityManager,
  entity: EntityClass<Row>,
  ids: readonly string[],
): Promise<(Row | Error)[]> {
  const rows = await em.find<Row>(entity, { id: [...ids] } as FilterQuery<Row>);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? new Error(`${entity.name} ${id} is gone.`));
}

/** The same of one column. */
export async function columnInOrder<Row extends { id: string }, Column extends keyof Row & string>(
  em: EntityManager,
  entity: EntityClass<Row>,
  ids: readonly string[],
  column: Column,
): Promise<(Row[Column] | Error)[]> {
  const only = { fields: ['id', column] } as unknown as FindOptions<Row> & { using?: never[] };
  const rows = await em.find<Row>(entity, { id: [...ids] } as FilterQuery<Row>, only);
  const byId = new Map(rows.map((row) => [row.id, row[column]]));
  return ids.map((id) => byId.get(id) ?? new Error(`${entity.name} ${id} is gone.`));
}
