import { afterEach, beforeEach, expect, test } from 'vitest';
import { Project } from '../organizations/project.ts';
import { inOrganization } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { newPerson, password, post, publicUrl, startAuth } from '../test/people.ts';
import type { Auth } from './auth.ts';
import { entryLink } from './print-entry-link.ts';
import { actorOfPerson } from './resolve-actor.ts';

let database: TestDatabase;
let auth: Auth;

beforeEach(async () => {
  database = await createDatabase();
  auth = startAuth(database);
});

afterEach(async () => {
  await auth.close();
  await database.close();
});

const tokenOf = (link: string | null) => link?.split('#')[1] ?? '';

async function actorBehind(cookie: string) {
  const person = await auth.personOf(new Headers({ cookie }));
  return person && actorOfPerson(database.orm, person);
}

const form = { name: 'Ada', email: 'ada@example.test', password, organizationName: 'Analytical Engines' };

test('with nobody there, whoever holds the setup link becomes the first admin', async () => {
  const link = await auth.offerSetup();
  expect(link).toMatch(/^http:\/\/patchbay\.test\/setup#[\w-]{43}$/);
  expect(await post(auth, '/setup', { ...form, token: 'a guess' })).toMatchObject({ status: 410 });

  const done = await post(auth, '/setup', { ...form, token: tokenOf(link) });
  expect(done).toMatchObject({ status: 200, body: { organizationSlug: 'analytical-engines' } });
  expect(await actorBehind(done.cookie)).toMatchObject({
    role: 'ADMIN',
    organizationName: 'Analytical Engines',
  });
  expect(await auth.offerSetup()).toBeNull();
});

test('the set-up happens once, however many try at once and with whatever links', async () => {
  const tokens = [tokenOf(await auth.offerSetup()), tokenOf(await auth.offerSetup())];
  const answers = await Promise.all(
    [...tokens, ...tokens].map((token, index) =>
      post(auth, '/setup', { ...form, token, email: `a${index}@example.test` }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const people = await database.orm.em.fork().execute('select from auth."user"');
  expect(people).toHaveLength(1);
  expect(await post(auth, '/setup', { ...form, token: tokens[0] })).toMatchObject({ status: 410 });
});

test('on an empty database the entry link makes the demonstration organisation and signs its admin in, once', async () => {
  const link = await entryLink(database.orm, publicUrl);
  expect(link).toMatch(/^http:\/\/patchbay\.test\/enter#[\w-]{43}$/);
  const uses = await Promise.all([1, 2, 3].map(() => post(auth, '/enter', { token: tokenOf(link) })));
  expect(uses.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);

  const actor = await actorBehind(uses.find(({ status }) => status === 200)?.cookie ?? '');
  expect(actor).toMatchObject({
    name: 'Admin',
    organizationSlug: 'demo',
    organizationName: 'Demonstration',
    role: 'ADMIN',
  });
  const projects = await inOrganization(database.orm, actor?.organizationId ?? '', (em) =>
    em.findAll(Project),
  );
  expect(projects.map(({ name }) => name)).toEqual(['First steps']);
});

test('every start prints a fresh entry link for the same person', async () => {
  const links = [await entryLink(database.orm, publicUrl), await entryLink(database.orm, publicUrl)];
  const actors = [];
  for (const link of links)
    actors.push(await actorBehind((await post(auth, '/enter', { token: tokenOf(link) })).cookie));
  expect(actors[0]).toMatchObject({ organizationSlug: 'demo' });
  expect(actors[1]).toEqual(actors[0]);
});

test('an entry link is good for ten minutes', async () => {
  const link = await entryLink(database.orm, publicUrl);
  const [{ minutes } = { minutes: null }] = await database.orm.em
    .fork()
    .execute(`select round(extract(epoch from expires_at - now()) / 60)::int "minutes" from auth.link`);
  expect(minutes).toBe(10);
  await database.orm.em.fork().execute(`update auth.link set expires_at = now()`);
  expect(await post(auth, '/enter', { token: tokenOf(link) })).toMatchObject({ status: 410 });
});

test('a database with people of its own gets no demonstration and no way in', async () => {
  await newPerson(database.orm);
  expect(await entryLink(database.orm, publicUrl)).toBeNull();
  expect(await auth.offerSetup()).toBeNull();
});
