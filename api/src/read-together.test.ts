import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrm, type EntityManager, type MikroORM } from './orm.ts';
import { readTogether } from './read-together.ts';
import { createDatabase, type TestDatabase } from './test/database.ts';
import { found } from './test/found.ts';

let database: TestDatabase;
let orm: MikroORM;
let ours: Awaited<ReturnType<typeof found>>;
let theirs: typeof ours;

beforeAll(async () => {
  database = await createDatabase();
  orm = createOrm(database.url, { connections: 2 });
  ours = await found(database.orm, 'Ours', 'unused');
  theirs = await found(database.orm, 'Theirs', 'unused');
});

afterAll(async () => {
  await orm.close(true);
  await database.close();
});

const read = () => readTogether(orm, ours.organization.id);
const transaction = async (em: EntityManager) => {
  const [{ now }] = await em.execute<[{ now: string }]>('select now()::text');
  return now;
};
const projects = async (em: EntityManager) => {
  const rows = await em.execute<{ name: string }[]>('select name from project order by name');
  return rows.map(({ name }) => name);
};

test('fields of one query share a transaction and see one moment, whoever writes meanwhile', async () => {
  const together = read();
  const [first, before] = await Promise.all([together(transaction), together(projects)]);
  const followUp = together(transaction);
  expect(await followUp, 'what the first ones led to').toBe(first);
  const written = ours.newProject();
  const during = await together(async (em) => {
    await written;
    return projects(em);
  });
  expect(during).toEqual(before);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(await together(projects), 'a later one sees what was written').toHaveLength(before.length + 1);
});

test('they see their organisation only', async () => {
  const { id } = theirs.project;
  const seen = await read()((em) => em.execute('select * from project where id = ?', [id]));
  expect(seen).toEqual([]);
});

test('what fails fails alone', async () => {
  const together = read();
  const [first, fault, last] = await Promise.allSettled([
    together(projects),
    together((em) => em.execute('select nonsense')),
    together(projects),
  ]);
  expect(fault).toMatchObject({ status: 'rejected', reason: { code: '42703' } });
  expect(last).toEqual(first);
  expect(first).toMatchObject({ status: 'fulfilled' });
});

test('nothing is written by what only reads', async () => {
  const insert = 'insert into project (id, organization_id, name) values (?, ?, ?)';
  await expect(
    read()((em) => em.execute(insert, [uuid(), ours.organization.id, 'Sneaked in'])),
  ).rejects.toMatchObject({ code: '25006' });
});

test('a connection that is lost in between costs only what was being read', async () => {
  const together = read();
  const lost = together(async (em) => {
    const [{ pid }] = await em.execute<[{ pid: number }]>('select pg_backend_pid() as pid');
    await database.orm.em.fork().execute('select pg_terminate_backend(?)', [pid]);
    return projects(em);
  });
  const after = together(projects);
  await expect(lost).rejects.toThrow();
  expect(await after).toContain('Ours project');
});

test('without a database all of them hear of it at once', async () => {
  const away = createOrm('postgres://nobody@127.0.0.1:1/nothing');
  const together = readTogether(away, ours.organization.id);
  const answers = await Promise.allSettled([together(projects), together(projects), together(projects)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  await away.close(true);
});
