import { type Actor, roleInProject } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { DraftConflictError } from './draft-conflict-error.ts';
import { lockWorkflow, refuseArchived, workflowSubject } from './find-workflow.ts';
import { keepDraft } from './keep-draft.ts';
import { readGraph } from './read-graph.ts';
import { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';

type Input = {
  versionId: string;
  /** The revision of the draft that the sender saw last: what is replaced is what they looked at. */
  expectedRevision: number;
};

/** Puts the graph of a version in place of the draft. What is live stays live until the draft is published. */
export async function restoreVersion(em: EntityManager, actor: Actor, input: Input): Promise<Workflow> {
  const version = await em.findOne(WorkflowVersion, { id: input.versionId });
  const owner = version && (await em.findOne(Workflow, { id: version.workflowId }));
  // One answer for all who may not know: that there is such a version in another project is told to nobody.
  if (!version || !owner || !roleInProject(actor, owner.projectId))
    throw new NotFoundError('version', ['versionId']);
  const workflow = await lockWorkflow(em, actor, owner.id, 'CONTRIBUTOR');
  refuseArchived(workflow);
  const graph = readGraph(version.graph);
  // As in saving: whoever repeats it because the answer got lost is in no conflict.
  if (workflow.holds(graph)) return workflow;
  if (workflow.revision !== input.expectedRevision)
    throw new DraftConflictError(workflow, input.expectedRevision);
  await keepDraft(em, actor, workflow, graph);
  record(em, actor, 'workflow.version-restored', workflowSubject(workflow), {
    version: version.number,
    revision: workflow.revision,
  });
  await em.flush();
  return workflow;
}
