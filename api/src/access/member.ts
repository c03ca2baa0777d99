// What the verbs about members share.
import { LockMode } from '@mikro-orm/core';
import { ConflictError, NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { Membership } from '../organizations/membership.ts';
import { Invitation } from './invitation.ts';

export type PersonName = { id: string; name: string; email: string };

/** Of members of this organisation only; whoever is none stays nameless. */
export async function namesOf(
  em: EntityManager,
  userIds: readonly string[],
): Promise<Map<string, PersonName>> {
  const found = await em.execute<PersonName[]>('select id, name, email from people(?::uuid[])', [
    `{${userIds.join(',')}}`,
  ]);
  return new Map(found.map((person) => [person.id, person]));
}

export async function findMember(
  em: EntityManager,
  memberId: string,
): Promise<{ member: Membership; person: PersonName }> {
  const member = await em.findOne(Membership, { id: memberId });
  const person = member && (await namesOf(em, [member.userId])).get(member.userId);
  if (!member || !person) throw new NotFoundError('member', ['memberId']);
  return { member, person };
}

/**
 * For changes that must leave the organisation an admin. The member and all admins are locked, in one order: of two
 * who demote each other at once the second waits, and then finds itself alone.
 */
export async function lockMember(em: EntityManager, memberId: string): Promise<void> {
  const locked = await em.find(
    Membership,
    { $or: [{ role: 'ADMIN' }, { id: memberId }] },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );
  const member = locked.find(({ id }) => id === memberId);
  if (!member) throw new NotFoundError('member', ['memberId']);
  if (member.role === 'ADMIN' && !locked.some(({ id, role }) => id !== memberId && role === 'ADMIN')) {
    throw new ConflictError('This is the last admin of the organisation. Make another member admin first.', [
      'memberId',
    ]);
  }
}

/** Who is no longer an admin must not come back through an invitation that they kept. */
export async function withdrawInvitationsBy(em: EntityManager, userId: string): Promise<number> {
  return em.nativeUpdate(
    Invitation,
    { invitedBy: userId, acceptedAt: null, revokedAt: null },
    { revokedAt: new Date() },
  );
}

export function memberSubject(member: Membership, person: PersonName) {
  return { type: 'Member', id: member.id, name: `${person.name} <${person.email}>` };
}

/** A password opens every organisation of its person: who resets it must administer all of them. */
export async function administersAllOf(em: EntityManager, admin: string, person: string): Promise<boolean> {
  const [found] = await em.execute<{ all: boolean }[]>('select administers_all_of(?, ?) "all"', [
    admin,
    person,
  ]);
  return found?.all === true;
}
