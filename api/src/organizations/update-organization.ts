import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { Organization } from './organization.ts';

/** The slug stays: it stands in links and in the programs of integrators. */
export async function updateOrganization(
  em: EntityManager,
  actor: Actor,
  { name }: { name: string },
): Promise<Organization> {
  requireAdmin(actor);
  const organization = await em.findOneOrFail(Organization, actor.organizationId);
  if (organization.name === name) return organization;
  const subject = { type: 'Organization', id: organization.id, name };
  record(em, actor, 'organization.renamed', subject, { name: { from: organization.name, to: name } });
  organization.name = name;
  await em.flush();
  return organization;
}
