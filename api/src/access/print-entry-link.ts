// Run by the launcher: prints a link that signs in the admin of the demonstration organisation, once, for ten minutes.
import { readEnv } from '../env.ts';
import { acrossOrganizations, createOrm, type MikroORM } from '../orm.ts';
import { createDemonstrationOrganization, demonstrationAdmin } from './demonstration.ts';
import { asIdentity, findPersonByEmail } from './identity.ts';
import { issueLink, linkUrl } from './link.ts';

export async function entryLink(orm: MikroORM, publicUrl: string): Promise<string | null> {
  await createDemonstrationOrganization(orm);
  return acrossOrganizations(orm, (em) =>
    asIdentity(em, async () => {
      const userId = await findPersonByEmail(em, demonstrationAdmin.email);
      if (!userId) return null;
      const { token } = await issueLink(em, 'entry', { userId });
      return linkUrl(publicUrl, 'entry', token);
    }),
  );
}

if (import.meta.main) {
  const env = readEnv('entryLink');
  const orm = createOrm(env.DATABASE_URL, { connections: 1 });
  try {
    const link = await entryLink(orm, env.PUBLIC_URL);
    console.log(
      link ??
        `This database has people of its own, and no ${demonstrationAdmin.email}: sign in with your password at ${env.PUBLIC_URL}.`,
    );
  } finally {
    await orm.close(true);
  }
}
