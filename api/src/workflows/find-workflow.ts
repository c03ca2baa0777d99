import { LockMode } from '@mikro-orm/core';
import { type Actor, requireProjectRole, roleInProject } from '../access/actor.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import type { ProjectRole } from '../organizations/project.ts';
import type { EntityManager } from '../orm.ts';
import { Workflow } from './workflow.ts';

/** Whoever is not in its project hears that there is none. */
export async function findWorkflow(
  em: EntityManager,
  actor: Actor,
  id: string,
  wanted: ProjectRole,
): Promise<Workflow> {
  const workflow = await em.findOne(Workflow, { id });
  if (!workflow || !roleInProject(actor, workflow.projectId))
    throw new NotFoundError('workflow', ['workflowId']);
  requireProjectRole(actor, workflow.projectId, wanted);
  return workflow;
}

/** Held until the end of the transaction, so that of two who change it at once the second sees what the first did. */
export async function lockWorkflow(
  em: EntityManager,
  actor: Actor,
  id: string,
  wanted: ProjectRole,
): Promise<Workflow> {
  await findWorkflow(em, actor, id, wanted);
  return em.findOneOrFail(Workflow, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

export function refuseArchived(workflow: Workflow): void {
  if (workflow.archivedAt)
    throw new ConflictError('This workflow is archived. Restore it first.', ['workflowId']);
}

export function workflowSubject({ id, name }: Workflow) {
  return { type: 'Workflow', id, name };
}
