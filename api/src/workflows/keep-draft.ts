import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { Actor } from '../access/actor.ts';
import { newsOf } from '../live/presence.ts';
import { publishAll } from '../live/publish.ts';
import type { EntityManager } from '../orm.ts';
import { keepDraftChanges } from './draft-change.ts';
import { keepUsesOfDraft } from './model-use.ts';
import type { Workflow } from './workflow.ts';

/** Another graph as the draft, with the rows that tell of it. The caller holds the lock of the workflow. */
export async function keepDraft(
  em: EntityManager,
  actor: Actor,
  workflow: Workflow,
  graph: WorkflowGraph,
): Promise<void> {
  const before = workflow.draft;
  workflow.keepDraft(graph, actor.name);
  await em.flush();
  await keepUsesOfDraft(em, workflow);
  await keepDraftChanges(em, actor, [{ workflow, before }]);
  await publishAll(em, [newsOf(workflow.id, workflow.revision)]);
}
