import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { type Actor, requireAdmin, requirePerson } from './actor.ts';
import { ApiKey } from './api-key.ts';
import { findMember, lockMember, memberSubject, withdrawInvitationsBy } from './member.ts';

/** An admin removes anybody; everybody may leave. What the person handed out for the organisation ends with them. */
export async function removeMember(
  em: EntityManager,
  actor: Actor,
  input: { memberId: string },
): Promise<{ memberId: string; revokedKeys: number }> {
  requirePerson(actor);
  const { member, person } = await findMember(em, input.memberId);
  const leaves = member.userId === actor.id;
  if (!leaves) requireAdmin(actor);
  await lockMember(em, member.id);

  const withdrawnInvitations = await withdrawInvitationsBy(em, member.userId);
  // They saw the secrets. The keys are dead without a membership anyway; this says so where keys are listed.
  const revokedKeys = await em.nativeUpdate(
    ApiKey,
    { createdBy: member.userId, revokedAt: null },
    { revokedAt: new Date() },
  );
  em.remove(member);
  record(em, actor, leaves ? 'member.left' : 'member.removed', memberSubject(member, person), {
    role: member.role,
    revokedKeys,
    withdrawnInvitations,
  });
  await em.flush();
  return { memberId: member.id, revokedKeys };
}
