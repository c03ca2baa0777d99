import { afterAll, beforeAll, expect, test } from 'vitest';
import { acrossOrganizations, createOrm, type MikroORM } from './orm.ts';
import { createDatabase, type TestDatabase } from './test/database.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createDatabase();
  orm = createOrm(database.url, { connections: 2 });
});

afterAll(async () => {
  await orm.close(true);
  await database.close();
});

test('connections lost in the middle of transactions do not use up the pool', async () => {
  for (let round = 0; round < 5; round += 1) {
    const lost = acrossOrganizations(orm, async (em) => {
      const [{ pid }] = await em.execute<[{ pid: number }]>('select pg_backend_pid() as pid');
      await database.orm.em.fork().execute('select pg_terminate_backend(?)', [pid]);
      await em.execute('select 1');
    });
    await expect(lost).rejects.toThrow();
  }
  expect(await acrossOrganizations(orm, (em) => em.execute('select 1 as one'))).toEqual([{ one: 1 }]);
});

test('a connection that is lost between two queries is replaced', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [{ pid }] = await orm.em.fork().execute<[{ pid: number }]>('select pg_backend_pid() as pid');
    await database.orm.em.fork().execute('select pg_terminate_backend(?)', [pid]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await orm.em.fork().execute('select 1 as one')).toEqual([{ one: 1 }]);
  }
});
