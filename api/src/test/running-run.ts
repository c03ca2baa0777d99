import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { createProject } from '../organizations/create-project.ts';
import type { EntityManager } from '../orm.ts';
import { Run } from '../runs/run.ts';
import { Workflow } from '../workflows/workflow.ts';

/** A run in its first epoch that nobody has claimed yet; the answer is its id. */
export async function createRunningRun(
  em: EntityManager,
  actor: Actor,
  graph: WorkflowGraph,
  input: Record<string, unknown> = {},
): Promise<string> {
  const { organizationId } = actor;
  const runId = uuid();
  const project = await createProject(em, actor, { name: `Project of ${runId}` });
  const workflow = em.create(Workflow, {
    id: uuid(),
    organizationId,
    projectId: project.id,
    name: 'Driven',
    description: '',
    draft: graph,
    draftBy: actor.name,
  });
  em.create(Run, {
    id: runId,
    organizationId,
    projectId: project.id,
    workflowId: workflow.id,
    graph,
    input,
    status: 'RUNNING',
    epoch: 1,
    requestedBy: actor.name,
  });
  await em.flush();
  return runId;
}
