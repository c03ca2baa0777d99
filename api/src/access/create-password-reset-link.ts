import { record } from '../audit/record.ts';
import { ForbiddenError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { type Actor, requireAdmin, requirePerson } from './actor.ts';
import { asIdentity } from './identity.ts';
import { issueLink } from './link.ts';
import { administersAllOf, findMember, memberSubject } from './member.ts';

/** Returns the token for the link, once. */
export async function createPasswordResetLink(
  em: EntityManager,
  actor: Actor,
  input: { memberId: string },
): Promise<{ token: string; expiresAt: Date }> {
  requirePerson(actor);
  requireAdmin(actor);
  const { member, person } = await findMember(em, input.memberId);
  if (!(await administersAllOf(em, actor.id, member.userId))) {
    throw new ForbiddenError(
      `${person.name} also belongs to an organisation that you do not administer, and the password opens all of them. ` +
        'It takes an admin of every organisation of this person.',
      ['memberId'],
    );
  }
  const link = await asIdentity(em, () =>
    issueLink(em, 'reset', { userId: member.userId, issuedBy: actor.id }),
  );
  record(em, actor, 'member.reset-link-created', memberSubject(member, person));
  await em.flush();
  return link;
}
