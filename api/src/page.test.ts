import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { InvalidInputError } from './errors.ts';
import { page } from './page.ts';

type Args = Parameters<typeof page>[0];

const all = Array.from({ length: 7 }, () => ({ id: uuid() }));

/** A list of seven, read as the database would. */
function list(args: Args, order: 'asc' | 'desc' = 'asc') {
  const rows: Parameters<typeof page>[2] = async ({ after, before, limit, descending }) => {
    const [low, high] = order === 'asc' ? [after, before] : [before, after];
    const found = all.filter(({ id }) => (!low || id > low) && (!high || id < high));
    return (descending ? found.toReversed() : found).slice(0, limit);
  };
  return page(args, order, rows, async () => all.length);
}

const cursorOf = (index: number) => all[index]?.id ?? '';
const shown = async (args: Args, order?: 'asc' | 'desc') => {
  const { edges, pageInfo } = await list(args, order);
  const { hasPreviousPage, hasNextPage } = pageInfo;
  return { rows: edges.map(({ node }) => all.indexOf(node)), hasPreviousPage, hasNextPage };
};

test('a page says whether the list goes on', async () => {
  expect(await shown({ first: 3 })).toEqual({ rows: [0, 1, 2], hasPreviousPage: false, hasNextPage: true });
  expect(await shown({ first: 7 })).toEqual({
    rows: [0, 1, 2, 3, 4, 5, 6],
    hasPreviousPage: false,
    hasNextPage: false,
  });
});

test('pages follow each other without a gap and without a repetition', async () => {
  expect(await shown({ first: 3, after: cursorOf(2) })).toMatchObject({ rows: [3, 4, 5], hasNextPage: true });
  expect(await shown({ first: 3, after: cursorOf(5) })).toMatchObject({ rows: [6], hasNextPage: false });
  expect((await shown({ first: 3, after: cursorOf(5) })).hasPreviousPage).toBe(true);
});

test('a list that reads newest first goes on to what is older', async () => {
  expect(await shown({ first: 2 }, 'desc')).toMatchObject({ rows: [6, 5], hasNextPage: true });
  expect(await shown({ first: 9, after: cursorOf(5) }, 'desc')).toMatchObject({
    rows: [4, 3, 2, 1, 0],
    hasNextPage: false,
  });
});

test('the last ones come in the order of the list, too', async () => {
  expect(await shown({ last: 2 })).toEqual({ rows: [5, 6], hasPreviousPage: true, hasNextPage: false });
  expect(await shown({ last: 2, before: cursorOf(5) })).toEqual({
    rows: [3, 4],
    hasPreviousPage: true,
    hasNextPage: true,
  });
});

test('an empty page has no cursors, and the count is that of the whole list', async () => {
  const { edges, pageInfo, totalCount } = await list({ first: 5, after: cursorOf(6) });
  expect(edges).toEqual([]);
  expect(pageInfo).toMatchObject({ startCursor: null, endCursor: null });
  expect(await totalCount()).toBe(7);
});

test('twenty are shown to who names no number', async () => {
  let asked = 0;
  await page(
    {},
    'asc',
    async ({ limit }) => {
      asked = limit;
      return [];
    },
    async () => 0,
  );
  expect(asked, 'one more tells whether the list goes on').toBe(21);
});

test.each([
  [{ first: 0 }, 'first', '"first" must be between 1 and 100.'],
  [{ first: -1 }, 'first', '"first" must be between 1 and 100.'],
  [{ first: 101 }, 'first', '"first" must be between 1 and 100.'],
  [{ last: 101 }, 'last', '"last" must be between 1 and 100.'],
  [{ first: 1, last: 1 }, 'last', 'Ask for "first" or "last", not both.'],
  [{ after: 'x' }, 'after', '"after" is not a cursor of this list.'],
  [{ before: `${randomUUID()} or true` }, 'before', '"before" is not a cursor of this list.'],
])('%j is refused by the name of its field', async (args, field, message) => {
  const refusal = await list(args).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(InvalidInputError);
  expect(refusal).toMatchObject({ path: [field], message, status: 422 });
});
