// The two things that who holds an invitation's link can do: look at it, and accept it.
import { LockMode } from '@mikro-orm/core';
import { hashPassword } from './password.ts';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../errors.ts';
import { Membership, type OrganizationRole } from '../organizations/membership.ts';
import { type EntityManager, inOrganization, inSnapshot, type MikroORM } from '../orm.ts';
import { SignInFirstError, SpentLinkError } from './auth-errors.ts';
import { asIdentity, createPerson, findPersonByEmail } from './identity.ts';
import { refuseEmailAsPassword } from './input.ts';
import { Invitation } from './invitation.ts';
import { memberSubject } from './member.ts';
import { personAt } from './resolve-actor.ts';
import { hashToken } from './token.ts';

type Found = {
  id: string;
  organizationId: string;
  organizationSlug: string;
  organizationName: string;
  email: string;
  role: OrganizationRole;
  usable: boolean;
};

type SignedIn = { userId: string; name: string; email: string };

export async function lookAtInvitation(orm: MikroORM, token: string) {
  const { organizationName, organizationSlug, email, role, hasAccount } = await findInvitation(orm, token);
  return { organizationName, organizationSlug, email, role, hasAccount };
}

/**
 * Whoever is signed in under the invited address joins. Without an account one is made; where there is one, a link
 * alone must not open it: its owner signs in first.
 */
export async function acceptInvitation(
  orm: MikroORM,
  signedIn: SignedIn | null,
  input: { token: string; name?: string; password?: string },
): Promise<{ userId: string; organizationSlug: string }> {
  const found = await findInvitation(orm, input.token);
  const { email, organizationSlug } = found;
  if (signedIn && signedIn.email !== email) {
    throw new ForbiddenError(
      `This invitation is for ${email}; you are signed in as ${signedIn.email}. Sign out first.`,
    );
  }
  if (!signedIn && found.hasAccount) {
    throw new SignInFirstError(
      `There is an account for ${email} already. Sign in, then open this link again.`,
    );
  }
  // Hashing takes its time, so it is done before the transaction.
  const joins = signedIn ? async () => signedIn : await newcomer(email, input);

  return inOrganization(orm, found.organizationId, async (em) => {
    // Of two who use the link at once the second waits here, and then finds it used.
    const invitation = await em.findOne(
      Invitation,
      { id: found.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!invitation || invitation.acceptedAt || invitation.revokedAt) throw new SpentLinkError();
    const person = await joins(em);
    await join(em, person, invitation, found);
    return { userId: person.userId, organizationSlug };
  });
}

async function join(
  em: EntityManager,
  person: SignedIn,
  invitation: Invitation,
  place: Found,
): Promise<void> {
  if (await em.findOne(Membership, { userId: person.userId })) {
    throw new ConflictError(`You are a member of ${place.organizationName} already.`);
  }
  invitation.acceptedAt = new Date();
  const { organizationId, role } = place;
  const member = em.create(Membership, { id: uuid(), organizationId, userId: person.userId, role });
  const actor = personAt(person, { ...place, projectRoles: {} });
  record(em, actor, 'member.joined', memberSubject(member, { ...person, id: person.userId }), { role });
  await em.flush();
}

async function newcomer(
  email: string,
  { name, password }: { name?: string; password?: string },
): Promise<(em: EntityManager) => Promise<SignedIn>> {
  if (name === undefined) throw InvalidInputError.at('name', 'Write your name.');
  if (password === undefined) throw InvalidInputError.at('password', 'Choose a password.');
  refuseEmailAsPassword(password, email, 'password');
  const passwordHash = await hashPassword(password);
  return async (em) => {
    const userId = await asIdentity(em, () => createPerson(em, { email, name, passwordHash }));
    return { userId, name, email };
  };
}

async function findInvitation(orm: MikroORM, token: string): Promise<Found & { hasAccount: boolean }> {
  // Of one moment: an account that this invitation has just made is not one that was there before it.
  return inSnapshot(orm, '', async (em) => {
    const [found] = await em.execute<Found[]>(
      `select id, organization_id "organizationId", slug "organizationSlug", organization_name "organizationName",
         email, role, accepted_at is null and revoked_at is null and expires_at > now() "usable"
       from find_invitation(?)`,
      [hashToken(token)],
    );
    if (!found?.usable) throw new SpentLinkError();
    const hasAccount = (await asIdentity(em, () => findPersonByEmail(em, found.email))) !== null;
    return { ...found, hasAccount };
  });
}
