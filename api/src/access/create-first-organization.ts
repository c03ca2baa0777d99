import { v7 as uuid } from 'uuid';
import { foundOrganization } from '../organizations/create-organization.ts';
import { createProject } from '../organizations/create-project.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { anybody, asIdentity, createPerson, type NewPerson } from './identity.ts';

type First = { person: NewPerson; organization: { name: string; slug: string }; projectName: string };

const firstPersonLock = 4_800_002;

/** The first person, with an organisation to look after: both, or neither. Null where somebody was here before. */
export async function createFirstOrganization(
  orm: MikroORM,
  { person, organization, projectName }: First,
): Promise<{ userId: string } | null> {
  const organizationId = uuid();
  return inOrganization(orm, organizationId, async (em) => {
    const userId = await asIdentity(em, async () => {
      // Of two at once the second waits here, and then finds the first one's person.
      await em.execute('select pg_advisory_xact_lock(?)', [firstPersonLock]);
      if (await anybody(em)) return null;
      await em.execute(`delete from auth.link where kind = 'setup'`);
      return createPerson(em, person);
    });
    if (!userId) return null;
    const { actor } = await foundOrganization(
      em,
      { userId, name: person.name },
      { id: organizationId, ...organization },
    );
    await createProject(em, actor, { name: projectName });
    return { userId };
  });
}
