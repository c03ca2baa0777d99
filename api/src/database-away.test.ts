import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patiently } from './database-away.ts';
import { acrossOrganizations } from './orm.ts';
import { createDatabase } from './test/database.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

test('a transaction that the server ended because its process slept is done again', async () => {
  let tries = 0;
  const answer = await patiently(
    () =>
      acrossOrganizations(database.orm, async (em) => {
        await em.execute(`select set_config('idle_in_transaction_session_timeout', '100ms', true)`);
        await em.execute('select 1');
        if (tries++ === 0) await sleep(500);
        return em.execute<{ one: number }[]>('select 1 as one');
      }),
    5_000,
  );
  expect(answer).toEqual([{ one: 1 }]);
  expect(tries).toBe(2);
});

test('a query that is wrong is not tried again', async () => {
  let tries = 0;
  const work = () =>
    acrossOrganizations(database.orm, (em) => {
      tries++;
      return em.execute('select nothing_of_the_kind');
    });
  await expect(patiently(work, 5_000)).rejects.toThrow(/nothing_of_the_kind/);
  expect(tries).toBe(1);
});
