import { type Actor, requireAdmin, requirePerson } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { createOrganization } from './create-organization.ts';
import type { Organization } from './organization.ts';

/**
 * Founds an organisation below the actor's. Who founds it is its admin; the other admins of the parent have no rights
 * there until they are invited.
 */
export async function createSubOrganization(
  orm: MikroORM,
  actor: Actor,
  input: { name: string; slug?: string | null },
): Promise<Organization> {
  requireAdmin(actor);
  requirePerson(actor);
  const { id: userId, name, organizationId: parentId } = actor;
  const child = await createOrganization(orm, { userId, name }, { ...input, parentId });
  await inOrganization(orm, parentId, async (em) => {
    const subject = { type: 'Organization', id: child.id, name: child.name };
    record(em, actor, 'organization.sub-organization-created', subject);
    await em.flush();
  });
  return child;
}
