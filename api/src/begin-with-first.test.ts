import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { acrossOrganizations, createOrm, type EntityManager, inSnapshot, type MikroORM } from './orm.ts';
import { createDatabase, type TestDatabase } from './test/database.ts';
import { found } from './test/found.ts';

let database: TestDatabase;
let orm: MikroORM;
let ours: Awaited<ReturnType<typeof found>>;

beforeAll(async () => {
  database = await createDatabase();
  orm = createOrm(database.url, { connections: 2 });
  ours = await found(orm, 'Ours', 'unused');
});

afterAll(async () => {
  await orm.close(true);
  await database.close();
});

const names = (em: EntityManager) => em.execute<{ name: string }[]>('select name from project order by name');
const rename = (em: EntityManager, name: string) => em.execute('update project set name = ?', [name]);

test('what was done is taken back as a whole', async () => {
  const before = await ours.transact(names);
  const change = ours.transact(async (em) => {
    await rename(em, 'Renamed');
    throw new Error('changed my mind');
  });
  await expect(change).rejects.toThrow('changed my mind');
  expect(await ours.transact(names)).toEqual(before);
});

test('also where the first statement fails, and the next transaction is none the wiser', async () => {
  const failing = orm.em.fork().transactional((em) => em.execute('select nonsense'));
  await expect(failing).rejects.toMatchObject({ code: '42703' });
  expect(await ours.transact(names)).toHaveLength(1);
});

test('what is asked for the transaction holds in it', async () => {
  const [told] = await inSnapshot(orm, ours.organization.id, (em) =>
    em.execute(`select current_setting('transaction_isolation') as isolation,
      current_setting('transaction_read_only') as "readOnly", current_user::text as who`),
  );
  expect(told).toEqual({ isolation: 'repeatable read', readOnly: 'on', who: 'patchbay_app' });
});

test('a transaction in which nothing is said leaves nothing open behind', async () => {
  await orm.em.fork().transactional(async () => 'nothing');
  await orm.em
    .fork()
    .transactional(() => Promise.reject(new Error('at once')))
    .catch(() => {});
  const stands = `select (now() = statement_timestamp()) as alone`;
  // Outside of a transaction each statement is one of its own, and begins when it does.
  expect(await orm.em.fork().execute(stands)).toEqual([{ alone: true }]);
  expect(await orm.em.fork().execute(stands)).toEqual([{ alone: true }]);
});

test('it is one message to the database, whatever the first statement is', async () => {
  await acrossOrganizations(orm, names);
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await acrossOrganizations(orm, names);
  const sent = query.mock.calls.map(([text]: unknown[]) => text);
  query.mockRestore();
  expect(sent).toEqual([
    expect.stringMatching(/^begin; select set_config[^;]*; select name from project/),
    'commit',
  ]);
});
