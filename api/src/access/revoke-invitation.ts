import { LockMode } from '@mikro-orm/core';
import { record } from '../audit/record.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { type Actor, requireAdmin, requirePerson } from './actor.ts';
import { Invitation } from './invitation.ts';
import { invitationSubject } from './invite-member.ts';

export async function revokeInvitation(
  em: EntityManager,
  actor: Actor,
  input: { invitationId: string },
): Promise<Invitation> {
  requirePerson(actor);
  requireAdmin(actor);
  // Locked, so that an invitation is either accepted or revoked.
  const invitation = await em.findOne(
    Invitation,
    { id: input.invitationId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!invitation) throw new NotFoundError('invitation', ['invitationId']);
  if (invitation.acceptedAt)
    throw new ConflictError('This invitation was accepted: remove the member instead.', ['invitationId']);
  if (invitation.revokedAt) return invitation;
  invitation.revokedAt = new Date();
  record(em, actor, 'invitation.revoked', invitationSubject(invitation));
  await em.flush();
  return invitation;
}
