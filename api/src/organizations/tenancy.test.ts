import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inOrganization } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createOrganization } from './create-organization.ts';
import { Organization } from './organization.ts';
import { Project } from './project.ts';

let database: TestDatabase;
let ours: Organization;
let theirs: Organization;
let theirProject: string;

beforeAll(async () => {
  database = await createDatabase();
  const person = { userId: uuid(), name: 'Ada' };
  await database.orm.em
    .fork()
    .execute(
      `insert into auth."user" (id, name, email, "emailVerified") values (?, 'Ada', 'ada@example.test', true)`,
      [person.userId],
    );
  ours = await createOrganization(database.orm, person, { name: 'Ours' });
  theirs = await createOrganization(database.orm, person, { name: 'Theirs' });
  theirProject = uuid();
  await inOrganization(database.orm, theirs.id, async (em) => {
    em.create(Project, { id: theirProject, organizationId: theirs.id, name: 'Secret plans' });
    await em.flush();
  });
});

afterAll(() => database.close());

test('a query that forgets its filter sees its own organisation only', async () => {
  const seen = await inOrganization(database.orm, ours.id, (em) => em.find(Organization, {}));
  expect(seen.map(({ slug }) => slug)).toEqual(['ours']);
});

test('a foreign row cannot be read by its id', async () => {
  const found = await inOrganization(database.orm, ours.id, (em) =>
    em.findOne(Project, { id: theirProject }),
  );
  expect(found).toBeNull();
});

test('a foreign row cannot be changed, not even by reference and flush', async () => {
  const changed = await inOrganization(database.orm, ours.id, (em) =>
    em.nativeUpdate(Project, { id: theirProject }, { name: 'Stolen' }),
  );
  expect(changed).toBe(0);
  await inOrganization(database.orm, ours.id, async (em) => {
    em.getReference(Project, theirProject).name = 'Stolen';
    await em.flush();
  }).catch(() => {});
  const [kept] = await inOrganization(database.orm, theirs.id, (em) => em.find(Project, {}));
  expect(kept?.name).toBe('Secret plans');
});

test('a row cannot be put into a foreign organisation', async () => {
  const intrude = inOrganization(database.orm, ours.id, async (em) => {
    em.create(Project, { id: uuid(), organizationId: theirs.id, name: 'Planted' });
    await em.flush();
  });
  await expect(intrude).rejects.toThrow(/row-level security/);
});

test('the role of the application owns nothing and cannot leave its rights', async () => {
  const attempts = [
    'drop table project',
    'alter table project disable row level security',
    'select * from auth."user"',
  ];
  for (const sql of attempts) {
    await expect(inOrganization(database.orm, ours.id, (em) => em.execute(sql))).rejects.toThrow(
      /must be owner|permission denied/,
    );
  }
});

test('the history of an organisation can be added to and never rewritten', async () => {
  for (const sql of ["update audit_event set action = 'nothing'", 'delete from audit_event']) {
    await expect(inOrganization(database.orm, ours.id, (em) => em.execute(sql))).rejects.toThrow(
      /permission denied/,
    );
  }
});

test('every table with an organisation has row-level security, forced', async () => {
  const open = await database.orm.em.fork().execute(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'organization_id'
       and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});
