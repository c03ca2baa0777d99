// Keyset paging for every connection: `first` 1-100, a stable order, and a count of the whole.
import type { EntityClass, FilterQuery, FindOptions, QueryOrderMap } from '@mikro-orm/core';
import type { Context } from './context.ts';
import { InvalidInputError } from './errors.ts';

type PageArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
};

type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const defaultPageSize = 20;

/**
 * `order` is the direction in which the list reads. Ids are time-ordered, so an id is a position and serves as cursor.
 * `count` is asked only when the query selects totalCount.
 */
export async function page<Row extends { id: string }>(
  args: PageArgs,
  order: 'asc' | 'desc',
  rows: (bounds: Bounds) => Promise<Row[]>,
  count: () => Promise<number>,
) {
  const backwards = args.last != null;
  const size = pageSize(args);
  const after = cursor('after', args.after);
  const before = cursor('before', args.before);

  // One more than asked for tells whether the list goes on.
  const found = await rows({ after, before, limit: size + 1, descending: (order === 'desc') !== backwards });
  const goesOn = found.length > size;
  const shown = found.slice(0, size);
  if (backwards) shown.reverse();

  return {
    edges: shown.map((node) => ({ cursor: node.id, node })),
    pageInfo: {
      hasNextPage: backwards ? before !== null : goesOn,
      hasPreviousPage: backwards ? goesOn : after !== null,
      startCursor: shown[0]?.id ?? null,
      endCursor: shown.at(-1)?.id ?? null,
    },
    totalCount: count,
  };
}

function pageSize({ first, last }: PageArgs): number {
  if (first != null && last != null)
    throw InvalidInputError.at('last', 'Ask for "first" or "last", not both.');
  const size = first ?? last ?? defaultPageSize;
  if (size < 1 || size > 100) {
    const field = last == null ? 'first' : 'last';
    throw InvalidInputError.at(field, `"${field}" must be between 1 and 100.`);
  }
  return size;
}

function cursor(field: string, value: string | null | undefined): string | null {
  if (value == null) return null;
  if (uuidShape.test(value)) return value;
  throw InvalidInputError.at(field, `"${field}" is not a cursor of this list.`);
}

/** A page of one entity's rows in the caller's organisation. */
export function pageOf<Row extends { id: string }>(
  context: Context,
  entity: EntityClass<Row>,
  args: PageArgs,
  order: 'asc' | 'desc',
  where: FilterQuery<NoInfer<Row>>,
  /** A column of megabytes, which a field of its own reads. */
  leftOut?: keyof NoInfer<Row> & string,
) {
  const find = (bounds: Bounds) =>
    context.transact((em) => {
      const filter = { $and: [where, between(bounds, order)] } as Parameters<typeof em.find<Row>>[1];
      const orderBy = { id: bounds.descending ? 'desc' : 'asc' } as QueryOrderMap<Row>;
      const found = { orderBy, limit: bounds.limit, exclude: leftOut && [leftOut] };
      return em.find<Row>(entity, filter, found as FindOptions<Row> & { using?: never[] });
    });
  const count = () =>
    context.transact((em) => em.count<{ id: string }>(entity, where as FilterQuery<{ id: string }>));
  return page(args, order, find, count);
}

/** The condition on an id column that `bounds` stand for. */
function between({ after, before }: Bounds, order: 'asc' | 'desc'): { id?: { $gt?: string; $lt?: string } } {
  const [low, high] = order === 'asc' ? [after, before] : [before, after];
  if (!low && !high) return {};
  return { id: { ...(low && { $gt: low }), ...(high && { $lt: high }) } };
}
