import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { lockWorkflow, workflowSubject } from './find-workflow.ts';
import type { Workflow } from './workflow.ts';

type Changes = { workflowId: string; name?: string | null; description?: string | null };

/** Its name and description. They are no part of the graph, so nobody's draft is in the way. */
export async function updateWorkflow(em: EntityManager, actor: Actor, changes: Changes): Promise<Workflow> {
  const workflow = await lockWorkflow(em, actor, changes.workflowId, 'CONTRIBUTOR');
  const details: Record<string, unknown> = {};
  for (const field of ['name', 'description'] as const) {
    const to = changes[field];
    if (to == null || to === workflow[field]) continue;
    details[field] = { from: workflow[field], to };
    workflow[field] = to;
  }
  if (Object.keys(details).length > 0)
    record(em, actor, 'workflow.updated', workflowSubject(workflow), details);
  await em.flush();
  return workflow;
}
