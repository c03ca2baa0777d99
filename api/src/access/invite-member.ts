import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { ConflictError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import type { OrganizationRole } from '../organizations/membership.ts';
import { type Actor, requireAdmin, requirePerson } from './actor.ts';
import { email as emailShape, parseInput } from './input.ts';
import { Invitation } from './invitation.ts';
import { invitationDays } from './link.ts';
import { hashToken, newToken } from './token.ts';

const shape = z.object({ email: emailShape });

/** Returns the token for the link, once. Inviting an address again replaces the invitation that is open. */
export async function inviteMember(
  em: EntityManager,
  actor: Actor,
  input: { email: string; role: OrganizationRole },
): Promise<{ invitation: Invitation; token: string }> {
  requirePerson(actor);
  requireAdmin(actor);
  const { email } = parseInput(shape, { email: input.email });
  // Two who invite one address at once: the second waits, and replaces.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `invite ${actor.organizationId} ${email}`,
  ]);
  await refuseMember(em, email);

  const replaced = await em.nativeUpdate(
    Invitation,
    { email, acceptedAt: null, revokedAt: null },
    { revokedAt: new Date() },
  );
  const token = newToken();
  const invitation = em.create(Invitation, {
    id: uuid(),
    organizationId: actor.organizationId,
    email,
    role: input.role,
    tokenHash: hashToken(token),
    invitedBy: actor.id,
    expiresAt: new Date(Date.now() + invitationDays * 24 * 60 * 60 * 1000),
  });
  record(em, actor, 'invitation.created', invitationSubject(invitation), {
    role: input.role,
    replaced: replaced > 0,
  });
  await em.flush();
  return { invitation, token };
}

export function invitationSubject(invitation: Invitation) {
  return { type: 'Invitation', id: invitation.id, name: invitation.email };
}

async function refuseMember(em: EntityManager, email: string): Promise<void> {
  const members = await em.execute(
    'select from people(array(select user_id from membership)) person where person.email = ?',
    [email],
  );
  if (members.length > 0) throw new ConflictError('This person is a member already.', ['email']);
}
