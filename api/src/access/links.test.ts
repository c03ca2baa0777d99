import { afterAll, beforeAll, expect, test } from 'vitest';
import { Membership } from '../organizations/membership.ts';
import { inOrganization } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import {
  act,
  type Answer,
  get,
  join,
  memberIdOf,
  newOrganization,
  newPerson,
  password,
  post,
  signIn,
  startAuth,
  type TestPerson,
} from '../test/people.ts';
import { actorOfPerson } from './resolve-actor.ts';
import type { Auth } from './auth.ts';
import { changeMemberRole } from './change-member-role.ts';
import { createPasswordResetLink } from './create-password-reset-link.ts';
import { inviteMember } from './invite-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';

let database: TestDatabase;
let auth: Auth;

beforeAll(async () => {
  database = await createDatabase();
  auth = startAuth(database);
  await newPerson(database.orm, 'Somebody');
});

afterAll(async () => {
  await auth.close();
  await database.close();
});

const statuses = (answers: Answer[]) => answers.map(({ status }) => status).toSorted();
const spent = { status: 410, body: { code: 'LINK_SPENT', path: ['token'] } };

async function arrange() {
  const { orm } = database;
  const admin = await newPerson(orm, 'Grace');
  const organization = await newOrganization(orm, admin);
  return { orm, admin, organization };
}

test('an invitation tells who holds its link where it leads, and to nobody else', async () => {
  const { orm, admin, organization } = await arrange();
  const { token } = await act(orm, organization, admin, inviteMember, {
    email: 'New@Example.test',
    role: 'MEMBER',
  });
  expect(await post(auth, '/invitation/look', { token })).toMatchObject({
    status: 200,
    body: { organizationName: 'Works', email: 'new@example.test', role: 'MEMBER', hasAccount: false },
  });
  expect(await post(auth, '/invitation/look', { token: `${token}x` })).toMatchObject(spent);
});

test('a newcomer accepts with a name and a password, is signed in, and is a member', async () => {
  const { orm, admin, organization } = await arrange();
  const { token } = await act(orm, organization, admin, inviteMember, {
    email: 'lin@example.test',
    role: 'MEMBER',
  });
  expect(await post(auth, '/invitation/accept', { token })).toMatchObject({
    status: 422,
    body: { path: ['name'] },
  });
  const asPassword = { token, name: 'Lin', password: 'lin@example.test' };
  expect(await post(auth, '/invitation/accept', asPassword)).toMatchObject({
    status: 422,
    body: { path: ['password'] },
  });

  const accepted = await post(auth, '/invitation/accept', { token, name: 'Lin', password });
  expect(accepted).toMatchObject({ status: 200, body: { organizationSlug: organization.slug } });
  const person = await auth.personOf(new Headers({ cookie: accepted.cookie }));
  expect(person && (await actorOfPerson(orm, person))).toMatchObject({
    name: 'Lin',
    organizationSlug: organization.slug,
    role: 'MEMBER',
  });
  expect(await post(auth, '/invitation/accept', { token, name: 'Lin', password })).toMatchObject(spent);
});

test('of those who accept one invitation at once, one joins; the others hear that it is used', async () => {
  const { orm, admin, organization } = await arrange();
  for (let round = 1; round <= 10; round += 1) {
    const { token } = await act(orm, organization, admin, inviteMember, {
      email: `twin${round}@example.test`,
      role: 'ADMIN',
    });
    const accept = () => post(auth, '/invitation/accept', { token, name: 'Twin', password });
    expect(statuses(await Promise.all(Array.from({ length: 6 }, accept)))).toEqual([
      200, 410, 410, 410, 410, 410,
    ]);
    const members = await inOrganization(orm, organization.id, (em) => em.count(Membership));
    expect(members).toBe(1 + round);
  }
});

test('whoever has an account already signs in under that address before they join', async () => {
  const { orm, admin, organization } = await arrange();
  const [owner, other] = [await newPerson(orm), await newPerson(orm, 'Mallory')];
  const { token } = await act(orm, organization, admin, inviteMember, { email: owner.email, role: 'MEMBER' });
  expect(await post(auth, '/invitation/look', { token })).toMatchObject({ body: { hasAccount: true } });

  const takeOver = { token, name: 'Mallory', password: 'my own password' };
  expect(await post(auth, '/invitation/accept', takeOver)).toMatchObject({
    status: 409,
    body: { code: 'SIGN_IN_FIRST' },
  });
  const asOther = await post(auth, '/invitation/accept', { token }, { cookie: await signIn(auth, other) });
  expect(asOther).toMatchObject({
    status: 403,
    body: { message: new RegExp(`signed in as ${other.email}`) },
  });
  const asOwner = await post(auth, '/invitation/accept', { token }, { cookie: await signIn(auth, owner) });
  expect(asOwner).toMatchObject({ status: 200 });
});

test('an invitation that was revoked, replaced or has expired opens nothing', async () => {
  const { orm, admin, organization } = await arrange();
  const invite = (email: string) => act(orm, organization, admin, inviteMember, { email, role: 'MEMBER' });
  const revoked = await invite('revoked@example.test');
  await act(orm, organization, admin, revokeInvitation, { invitationId: revoked.invitation.id });
  const replaced = await invite('again@example.test');
  await invite('again@example.test');
  const expired = await invite('late@example.test');
  await inOrganization(orm, organization.id, (em) =>
    em.execute(`update invitation set expires_at = now() - interval '1 second' where id = ?`, [
      expired.invitation.id,
    ]),
  );
  for (const { token } of [revoked, replaced, expired]) {
    expect(await post(auth, '/invitation/look', { token })).toMatchObject(spent);
    expect(await post(auth, '/invitation/accept', { token, name: 'Late', password })).toMatchObject(spent);
  }
});

async function resetLinkFor(person: TestPerson, where: Awaited<ReturnType<typeof arrange>>) {
  const memberId = await memberIdOf(where.orm, where.organization, person);
  return act(where.orm, where.organization, where.admin, createPasswordResetLink, { memberId });
}

test('a reset link sets a new password once, and ends all sessions of the person', async () => {
  const where = await arrange();
  const member = await newPerson(where.orm);
  await join(where.orm, where.organization, member);
  const cookie = await signIn(auth, member);
  const { token } = await resetLinkFor(member, where);

  const short = await post(auth, '/reset-password-by-link', { token, password: 'short' });
  expect(short).toMatchObject({ status: 422, body: { path: ['password'] } });
  const uses = ['first new password', 'second new password'].map((chosen) =>
    post(auth, '/reset-password-by-link', { token, password: chosen }),
  );
  expect(statuses(await Promise.all(uses))).toEqual([200, 410]);
  expect(await auth.personOf(new Headers({ cookie }))).toBeNull();
  expect(await post(auth, '/sign-in/email', { email: member.email, password })).toMatchObject({
    status: 401,
  });
});

test('nobody resets the password of a person who also belongs where they are no admin', async () => {
  const where = await arrange();
  const member = await newPerson(where.orm);
  await join(where.orm, where.organization, member);
  await newOrganization(where.orm, member, 'Elsewhere');
  await expect(resetLinkFor(member, where)).rejects.toThrow(
    /you do not administer, and the password opens all of them/,
  );
});

test('a reset link ends when its person joins another organisation, or its maker is no longer admin', async () => {
  const where = await arrange();
  const { orm, organization, admin } = where;
  const [joiner, victim, second] = [
    await newPerson(orm),
    await newPerson(orm),
    await newPerson(orm, 'Second'),
  ];
  for (const person of [joiner, victim]) await join(orm, organization, person);
  await join(orm, organization, second, 'ADMIN');
  const links = [await resetLinkFor(joiner, where), await resetLinkFor(victim, where)];

  await newOrganization(orm, joiner, 'Own');
  const adminsId = await memberIdOf(orm, organization, admin);
  await act(orm, organization, second, changeMemberRole, { memberId: adminsId, role: 'MEMBER' });
  for (const { token } of links) {
    expect(
      await post(auth, '/reset-password-by-link', { token, password: 'a stolen password' }),
    ).toMatchObject(spent);
  }
});

test('a link serves its own purpose only', async () => {
  const where = await arrange();
  const { token } = await resetLinkFor(where.admin, where);
  expect(await post(auth, '/enter', { token })).toMatchObject(spent);
  expect(await post(auth, '/invitation/look', { token })).toMatchObject(spent);
  expect(await post(auth, '/reset-password-by-link', { token, password: 'a new password' })).toMatchObject({
    status: 200,
  });
});

test('of a token only its hash is kept', async () => {
  const where = await arrange();
  const { token } = await resetLinkFor(where.admin, where);
  const stored = await where.orm.em.fork().execute('select * from auth.link');
  expect(stored.length).toBeGreaterThan(0);
  expect(JSON.stringify(stored)).not.toContain(token);
  expect(JSON.stringify(stored)).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
});

test('signing out ends the session, not only the cookie', async () => {
  const cookie = await signIn(auth, await newPerson(database.orm));
  await post(auth, '/sign-out', {}, { cookie });
  expect(await auth.personOf(new Headers({ cookie }))).toBeNull();
  expect(await get(auth, '/get-session', cookie)).toMatchObject({ body: {} });
});
