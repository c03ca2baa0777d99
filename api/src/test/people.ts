// People for tests: with a password, in organisations, and as the actors that verbs ask for.
import { hashPassword } from '../access/password.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { type Auth, createAuth } from '../access/auth.ts';
import { addressHeader } from '../access/auth-routes.ts';
import { asIdentity, createPerson } from '../access/identity.ts';
import { actorOfPerson } from '../access/resolve-actor.ts';
import { createLog } from '../log.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { Membership, type OrganizationRole } from '../organizations/membership.ts';
import type { Organization } from '../organizations/organization.ts';
import { acrossOrganizations, type EntityManager, inOrganization, type MikroORM } from '../orm.ts';
import type { TestDatabase } from './database.ts';

export type TestPerson = { userId: string; name: string; email: string; sessionId: string };

export const password = 'correct horse battery';
export const publicUrl = 'http://patchbay.test';

let counter = 0;

export async function newPerson(orm: MikroORM, name = 'Ada'): Promise<TestPerson> {
  counter += 1;
  const email = `${name.toLowerCase()}-${counter}@example.test`;
  const passwordHash = await hashPassword(password);
  const userId = await acrossOrganizations(orm, (em) =>
    asIdentity(em, () => createPerson(em, { name, email, passwordHash })),
  );
  return { userId, name, email, sessionId: uuid() };
}

/** An organisation of its own kind, with `person` as its admin. */
export async function newOrganization(
  orm: MikroORM,
  person: TestPerson,
  name = 'Works',
): Promise<Organization> {
  counter += 1;
  return createOrganization(orm, person, { name, slug: `${name.toLowerCase()}-${counter}` });
}

export async function join(
  orm: MikroORM,
  organization: Organization,
  person: TestPerson,
  role: OrganizationRole = 'MEMBER',
): Promise<string> {
  const id = uuid();
  await inOrganization(orm, organization.id, async (em) => {
    em.create(Membership, { id, organizationId: organization.id, userId: person.userId, role });
    await em.flush();
  });
  return id;
}

export async function memberIdOf(
  orm: MikroORM,
  organization: Organization,
  person: TestPerson,
): Promise<string> {
  const member = await inOrganization(orm, organization.id, (em) =>
    em.findOneOrFail(Membership, { userId: person.userId }),
  );
  return member.id;
}

export async function actorIn(orm: MikroORM, organization: Organization, person: TestPerson): Promise<Actor> {
  const actor = await actorOfPerson(orm, person, organization.slug);
  if (!actor) throw new Error(`${person.name} is not a member of ${organization.name}.`);
  return actor;
}

/** Runs a verb as the person would: with the rights of this moment, in a transaction of its own. */
export async function act<Input, Result>(
  orm: MikroORM,
  organization: Organization,
  person: TestPerson,
  verb: (em: EntityManager, actor: Actor, input: Input) => Promise<Result>,
  input: Input,
): Promise<Result> {
  const actor = await actorIn(orm, organization, person);
  return inOrganization(orm, organization.id, (em) => verb(em, actor, input));
}

export function startAuth({ url, orm }: TestDatabase): Auth {
  const env = {
    DATABASE_URL: url,
    PUBLIC_URL: publicUrl,
    AUTH_SECRET: 'a secret for tests, forty characters...',
  };
  return createAuth(env, orm, createLog('test', { level: 'silent' }));
}

type Asking = { cookie?: string; address?: string; origin?: string };
export type Answer = { status: number; body: Record<string, unknown>; cookie: string; headers: Headers };

export async function post(auth: Auth, path: string, body: unknown, asking: Asking = {}): Promise<Answer> {
  const { cookie, address = '192.0.2.1', origin = publicUrl } = asking;
  const headers = new Headers({ 'content-type': 'application/json', origin, [addressHeader]: address });
  if (cookie) headers.set('cookie', cookie);
  const request = new Request(`${publicUrl}/auth${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return read(await auth.handle(request));
}

export async function get(auth: Auth, path: string, cookie = ''): Promise<Answer> {
  return read(await auth.handle(new Request(`${publicUrl}/auth${path}`, { headers: { cookie } })));
}

/** The cookie of a fresh session. */
export async function signIn(auth: Auth, { email }: TestPerson): Promise<string> {
  const { status, cookie } = await post(auth, '/sign-in/email', { email, password });
  if (status !== 200) throw new Error(`Signing in as ${email} was answered with ${status}.`);
  return cookie;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const cookie = (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  return { status: response.status, body: JSON.parse(text) ?? {}, cookie, headers: response.headers };
}
