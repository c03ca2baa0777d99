import type { MikroORM } from '../orm.ts';
import { createFirstOrganization } from './create-first-organization.ts';

/** Who looks after the demonstration organisation; the link that the launcher prints signs them in. */
export const demonstrationAdmin = { name: 'Admin', email: 'admin@patchbay.local', passwordHash: null };
export const demonstrationSlug = 'demo';
export const demonstrationProject = 'First steps';

/** On an empty database only: one with people of its own gets no demonstration. */
export async function createDemonstrationOrganization(orm: MikroORM): Promise<void> {
  await createFirstOrganization(orm, {
    person: demonstrationAdmin,
    organization: { name: 'Demonstration', slug: demonstrationSlug },
    projectName: demonstrationProject,
  });
}
