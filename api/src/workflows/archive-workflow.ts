import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { lockWorkflow, workflowSubject } from './find-workflow.ts';
import type { Workflow } from './workflow.ts';

/** An archived workflow cannot be run or changed, and keeps its draft, versions and runs. */
export async function archiveWorkflow(
  em: EntityManager,
  actor: Actor,
  { workflowId, archived }: { workflowId: string; archived: boolean },
): Promise<Workflow> {
  const workflow = await lockWorkflow(em, actor, workflowId, 'CONTRIBUTOR');
  if ((workflow.archivedAt !== null) === archived) return workflow;
  workflow.archivedAt = archived ? new Date() : null;
  record(em, actor, archived ? 'workflow.archived' : 'workflow.restored', workflowSubject(workflow));
  await em.flush();
  return workflow;
}
