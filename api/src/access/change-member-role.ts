import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import type { Membership, OrganizationRole } from '../organizations/membership.ts';
import { type Actor, requireAdmin, requirePerson } from './actor.ts';
import { findMember, lockMember, memberSubject, withdrawInvitationsBy } from './member.ts';

export async function changeMemberRole(
  em: EntityManager,
  actor: Actor,
  input: { memberId: string; role: OrganizationRole },
): Promise<Membership> {
  requirePerson(actor);
  requireAdmin(actor);
  const { member, person } = await findMember(em, input.memberId);
  if (member.role === input.role) return member;
  await lockMember(em, member.id);

  const from = member.role;
  const withdrawnInvitations = from === 'ADMIN' ? await withdrawInvitationsBy(em, member.userId) : 0;
  member.role = input.role;
  record(em, actor, 'member.role-changed', memberSubject(member, person), {
    from,
    to: input.role,
    withdrawnInvitations,
  });
  await em.flush();
  return member;
}
