import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { emptyGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { EntityManager } from '../orm.ts';
import { changedByOthers, forgetDraftChanges } from './draft-change.ts';
import { DraftConflictError } from './draft-conflict-error.ts';
import { draftIssues } from './draft-issues.ts';
import { lockWorkflow, refuseArchived, workflowSubject } from './find-workflow.ts';
import { InvalidWorkflowError } from './invalid-workflow-error.ts';
import { keepUsesOfVersions } from './model-use.ts';
import { lockPublishing } from './publishing-lock.ts';
import { readGraph } from './read-graph.ts';
import type { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';

type Input = {
  workflowId: string;
  /** The revision that the sender has looked at: what somebody else saved since is never published along. */
  revision: number;
  message?: string | null;
};

/** Freezes the draft as the next version, which becomes the live one. */
export async function publishWorkflow(
  em: EntityManager,
  actor: Actor,
  { workflowId, revision, message }: Input,
  catalogue: Catalogue,
): Promise<{ workflow: Workflow; version: WorkflowVersion }> {
  await lockPublishing(em, actor, 'publish');
  const workflow = await lockWorkflow(em, actor, workflowId, 'CONTRIBUTOR');
  refuseArchived(workflow);
  if (workflow.revision !== revision) throw new DraftConflictError(workflow, revision);
  const [latest] = await em.find(WorkflowVersion, { workflowId }, { orderBy: { number: 'desc' }, limit: 1 });
  // One revision is one graph: publishing it again, perhaps because the answer got lost, adds nothing.
  if (latest?.revision === revision && latest.id === workflow.liveVersionId)
    return { workflow, version: latest };

  const graph = readGraph(workflow.draft);
  const issues = await draftIssues(em, catalogue, workflow.projectId, graph);
  const blocking = issues.filter(({ blocksPublishing }) => blocksPublishing);
  if (blocking.length > 0) throw new InvalidWorkflowError(blocking, ['revision']);
  const live = workflow.liveVersionId && (await em.findOne(WorkflowVersion, { id: workflow.liveVersionId }));
  const published = live ? parseWorkflow(live.graph).graph : null;
  const alsoBy = await changedByOthers(em, actor, workflow, published ?? emptyGraph);
  const version = em.create(WorkflowVersion, {
    id: uuid(),
    organizationId: actor.organizationId,
    workflowId,
    number: (latest?.number ?? 0) + 1,
    graph,
    revision,
    message: message ?? '',
    author: actor.name,
    alsoBy,
  });
  // The version must be there before the workflow points at it.
  await em.flush();
  await keepUsesOfVersions(em, [version]);
  await forgetDraftChanges(em, workflow);
  workflow.liveVersionId = version.id;
  const including = alsoBy.length > 0 ? { alsoBy } : {};
  record(em, actor, 'workflow.published', workflowSubject(workflow), {
    version: version.number,
    revision,
    ...including,
  });
  await em.flush();
  return { workflow, version };
}
