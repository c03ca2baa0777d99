import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createOrganization } from './create-organization.ts';

let database: TestDatabase;
const founder = { userId: uuid(), name: 'Ada' };

beforeAll(async () => {
  database = await createDatabase();
  await database.orm.em
    .fork()
    .execute(
      `insert into auth."user" (id, name, email, "emailVerified") values (?, 'Ada', 'ada@example.test', true)`,
      [founder.userId],
    );
});

afterAll(() => database.close());

test.each([{ name: 'Account' }, { name: 'Northwind', slug: 'sign-in' }])(
  'an organisation cannot have an address of the web itself as its slug: %j',
  async (input) => {
    await expect(createOrganization(database.orm, founder, input)).rejects.toMatchObject({
      code: 'CONFLICT',
      path: ['slug'],
    });
  },
);

test('a slug is derived from the name, and taken once', async () => {
  const { slug } = await createOrganization(database.orm, founder, { name: 'Café Zürich & Söhne' });
  expect(slug).toBe('cafe-zurich-sohne');
  await expect(
    createOrganization(database.orm, founder, { name: 'Cafe Zurich, Sohne' }),
  ).rejects.toMatchObject({
    code: 'CONFLICT',
    path: ['slug'],
  });
});
