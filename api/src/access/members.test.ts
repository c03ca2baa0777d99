import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditEvent } from '../audit/audit-event.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../errors.ts';
import { createProject } from '../organizations/create-project.ts';
import { Membership } from '../organizations/membership.ts';
import type { Organization } from '../organizations/organization.ts';
import { ProjectMembership } from '../organizations/project.ts';
import { setProjectMember } from '../organizations/set-project-member.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import {
  act,
  actorIn,
  join,
  memberIdOf,
  newOrganization,
  newPerson,
  type TestPerson,
} from '../test/people.ts';
import { actorOfPerson, placesOf } from './resolve-actor.ts';
import { changeMemberRole } from './change-member-role.ts';
import { createPasswordResetLink } from './create-password-reset-link.ts';
import { Invitation } from './invitation.ts';
import { inviteMember } from './invite-member.ts';
import { removeMember } from './remove-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createDatabase();
  orm = database.orm;
});

afterAll(() => database.close());

async function arrange() {
  const [admin, member] = [await newPerson(orm, 'Grace'), await newPerson(orm, 'Mary')];
  const organization = await newOrganization(orm, admin);
  const memberId = await join(orm, organization, member);
  return { organization, admin, member, memberId, adminId: await memberIdOf(orm, organization, admin) };
}

const countAdmins = (organization: Organization) =>
  inOrganization(orm, organization.id, (em) => em.count(Membership, { role: 'ADMIN' }));

const history = (organization: Organization) =>
  inOrganization(orm, organization.id, (em) => em.findAll(AuditEvent, { orderBy: { id: 'asc' } }));

const openInvitations = (organization: Organization) =>
  inOrganization(orm, organization.id, (em) => em.find(Invitation, { acceptedAt: null, revokedAt: null }));

test('the last admin can be neither demoted nor removed, and cannot leave', async () => {
  const { organization, admin, adminId } = await arrange();
  const demoted = act(orm, organization, admin, changeMemberRole, { memberId: adminId, role: 'MEMBER' });
  await expect(demoted).rejects.toThrow(/last admin.*Make another member admin first/);
  const left = act(orm, organization, admin, removeMember, { memberId: adminId });
  await expect(left).rejects.toBeInstanceOf(ConflictError);
});

test('two admins who demote or remove each other at once leave one admin', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { organization, admin, member, memberId, adminId } = await arrange();
    await act(orm, organization, admin, changeMemberRole, { memberId, role: 'ADMIN' });
    const outcomes = await Promise.allSettled([
      act(orm, organization, admin, changeMemberRole, { memberId, role: 'MEMBER' }),
      act(orm, organization, member, removeMember, { memberId: adminId }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await countAdmins(organization)).toBe(1);
  }
});

test('three admins who all leave at once leave one behind', async () => {
  const { organization, admin, adminId, member, memberId } = await arrange();
  const third = await newPerson(orm, 'Third');
  const thirdId = await join(orm, organization, third, 'ADMIN');
  await act(orm, organization, admin, changeMemberRole, { memberId, role: 'ADMIN' });
  const leaving: [TestPerson, string][] = [
    [admin, adminId],
    [member, memberId],
    [third, thirdId],
  ];
  const outcomes = await Promise.allSettled(
    leaving.map(([person, id]) => act(orm, organization, person, removeMember, { memberId: id })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await countAdmins(organization)).toBe(1);
});

test('a member looks after nobody, but may leave', async () => {
  const { organization, member, memberId, adminId } = await arrange();
  const refused = [
    () => act(orm, organization, member, changeMemberRole, { memberId, role: 'ADMIN' }),
    () => act(orm, organization, member, removeMember, { memberId: adminId }),
    () => act(orm, organization, member, inviteMember, { email: 'friend@example.test', role: 'ADMIN' }),
    () => act(orm, organization, member, createPasswordResetLink, { memberId: adminId }),
  ];
  for (const attempt of refused) await expect(attempt()).rejects.toBeInstanceOf(ForbiddenError);
  await act(orm, organization, member, removeMember, { memberId });
  expect(await actorOfPerson(orm, member, organization.slug)).toBeNull();
});

test('whoever is removed loses the organisation and its projects at once', async () => {
  const { organization, admin, member, memberId } = await arrange();
  const project = await act(orm, organization, admin, createProject, { name: 'Plans' });
  await act(orm, organization, admin, setProjectMember, {
    projectId: project.id,
    memberId,
    role: 'CONTRIBUTOR',
  });
  expect((await actorIn(orm, organization, member)).projectRoles).toEqual({ [project.id]: 'CONTRIBUTOR' });

  await act(orm, organization, admin, removeMember, { memberId });
  expect(await placesOf(orm, member.userId)).toEqual([]);
  const left = await inOrganization(orm, organization.id, (em) => em.count(ProjectMembership));
  expect(left).toBe(0);
});

test('a member of another organisation is answered for exactly like nobody', async () => {
  const [ours, theirs] = [await arrange(), await arrange()];
  const theirInvitation = await act(orm, theirs.organization, theirs.admin, inviteMember, {
    email: 'x@example.test',
    role: 'MEMBER',
  });
  const tell = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error: unknown) => error,
    );
  const { organization, admin } = ours;
  const attempts = (memberId: string, invitationId: string) => [
    act(orm, organization, admin, changeMemberRole, { memberId, role: 'ADMIN' }),
    act(orm, organization, admin, removeMember, { memberId }),
    act(orm, organization, admin, createPasswordResetLink, { memberId }),
    act(orm, organization, admin, revokeInvitation, { invitationId }),
  ];
  const foreign = await Promise.all(attempts(theirs.memberId, theirInvitation.invitation.id).map(tell));
  const unknown = await Promise.all(attempts(uuid(), uuid()).map(tell));
  for (const answer of foreign) expect(answer).toBeInstanceOf(NotFoundError);
  expect(foreign).toEqual(unknown);
});

test('inviting an address again replaces its open invitation, also when two do it at once', async () => {
  const { organization, admin } = await arrange();
  const invite = () =>
    act(orm, organization, admin, inviteMember, { email: 'Ann@example.test', role: 'MEMBER' });
  await Promise.all([invite(), invite(), invite()]);
  const last = await act(orm, organization, admin, inviteMember, {
    email: 'ann@example.test ',
    role: 'ADMIN',
  });
  const open = await openInvitations(organization);
  expect(open.map(({ id, email, role }) => ({ id, email, role }))).toEqual([
    { id: last.invitation.id, email: 'ann@example.test', role: 'ADMIN' },
  ]);
});

test('a member is not invited again, and a wrong address is told with its field', async () => {
  const { organization, admin, member } = await arrange();
  const again = act(orm, organization, admin, inviteMember, {
    email: member.email.toUpperCase(),
    role: 'MEMBER',
  });
  await expect(again).rejects.toMatchObject({ code: 'CONFLICT', path: ['email'] });
  const wrong = act(orm, organization, admin, inviteMember, { email: 'not an address', role: 'MEMBER' });
  await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT', path: ['email'] });
});

test('an admin who is demoted or removed takes the invitations along that they handed out', async () => {
  const { organization, admin } = await arrange();
  for (const fall of ['demoted', 'removed']) {
    const rogue = await newPerson(orm, 'Rogue');
    const rogueId = await join(orm, organization, rogue, 'ADMIN');
    await act(orm, organization, rogue, inviteMember, {
      email: `backdoor-${fall}@example.test`,
      role: 'ADMIN',
    });
    if (fall === 'demoted')
      await act(orm, organization, admin, changeMemberRole, { memberId: rogueId, role: 'MEMBER' });
    else await act(orm, organization, admin, removeMember, { memberId: rogueId });
    expect(await openInvitations(organization)).toEqual([]);
  }
});

test('every change of a member is in the history, with who did it', async () => {
  const { organization, admin, member, memberId } = await arrange();
  await act(orm, organization, admin, changeMemberRole, { memberId, role: 'ADMIN' });
  await act(orm, organization, admin, changeMemberRole, { memberId, role: 'ADMIN' });
  await act(orm, organization, admin, createPasswordResetLink, { memberId });
  await act(orm, organization, member, removeMember, { memberId });
  const events = await history(organization);
  expect(events.map(({ action, actorName, subjectName }) => [action, actorName, subjectName])).toEqual([
    ['organization.created', 'Grace', 'Works'],
    ['member.role-changed', 'Grace', `Mary <${member.email}>`],
    ['member.reset-link-created', 'Grace', `Mary <${member.email}>`],
    ['member.left', 'Mary', `Mary <${member.email}>`],
  ]);
  expect(events[1]?.details).toMatchObject({ from: 'MEMBER', to: 'ADMIN' });
});

test('without naming one, a person acts in their only organisation, and in none of several', async () => {
  const { organization, member } = await arrange();
  expect(await actorOfPerson(orm, member)).toMatchObject({ organizationId: organization.id, role: 'MEMBER' });
  const second = await newOrganization(orm, member, 'Second');
  expect(await actorOfPerson(orm, member)).toBeNull();
  expect(await actorOfPerson(orm, member, second.slug)).toMatchObject({
    organizationId: second.id,
    role: 'ADMIN',
  });
  expect(await actorOfPerson(orm, member, 'no-such-organization')).toBeNull();
});
