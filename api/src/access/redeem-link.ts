// What the links of the schema `auth` open: the way in, a new password, the first set-up.
import { reservedSlugs } from '@patchbay/schema/reserved-slugs.ts';
import { hashPassword } from './password.ts';
import { ConflictError } from '../errors.ts';
import { slugOf } from '../organizations/slug.ts';
import { acrossOrganizations, type MikroORM } from '../orm.ts';
import { SpentLinkError } from './auth-errors.ts';
import { createFirstOrganization } from './create-first-organization.ts';
import { asIdentity, emailOf, replacePassword } from './identity.ts';
import { refuseEmailAsPassword } from './input.ts';
import { lookAtLink, useLink } from './link.ts';
import { administersAllOf } from './member.ts';

export async function enterByLink(orm: MikroORM, token: string): Promise<string> {
  const { userId } = await acrossOrganizations(orm, (em) =>
    asIdentity(em, () => useLink(em, 'entry', token)),
  );
  if (!userId) throw new SpentLinkError();
  return userId;
}

export async function resetPasswordByLink(
  orm: MikroORM,
  input: { token: string; password: string },
): Promise<{ email: string }> {
  const email = await acrossOrganizations(orm, (em) =>
    asIdentity(em, async () => {
      const { userId } = await lookAtLink(em, 'reset', input.token);
      return userId && emailOf(em, userId);
    }),
  );
  if (!email) throw new SpentLinkError();
  refuseEmailAsPassword(input.password, email, 'password');
  const passwordHash = await hashPassword(input.password);

  await acrossOrganizations(orm, async (em) => {
    const { userId, issuedBy } = await asIdentity(em, () => useLink(em, 'reset', input.token));
    // The person may have joined another organisation since, or the issuer may no longer be an admin.
    if (!userId || !issuedBy || !(await administersAllOf(em, issuedBy, userId))) throw new SpentLinkError();
    await asIdentity(em, () => replacePassword(em, userId, passwordHash));
  });
  return { email };
}

export async function setUpByLink(
  orm: MikroORM,
  input: { token: string; name: string; email: string; password: string; organizationName: string },
): Promise<{ userId: string; organizationSlug: string }> {
  const { token, name, email, password, organizationName } = input;
  refuseEmailAsPassword(password, email, 'password');
  await acrossOrganizations(orm, (em) => asIdentity(em, () => lookAtLink(em, 'setup', token)));
  const passwordHash = await hashPassword(password);
  const derivedSlug = slugOf(organizationName);
  const organizationSlug =
    derivedSlug === '' || reservedSlugs.has(derivedSlug) ? 'organization' : derivedSlug;
  const first = await createFirstOrganization(orm, {
    person: { email, name, passwordHash },
    organization: { name: organizationName, slug: organizationSlug },
    projectName: 'First steps',
  });
  if (!first) throw new ConflictError('Patchbay has been set up already. Sign in instead.');
  return { ...first, organizationSlug };
}
