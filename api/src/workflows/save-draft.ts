import { type GraphChanges, withChanges } from '@patchbay/schema/graph-changes.ts';
import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { InvalidInputError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { DraftConflictError } from './draft-conflict-error.ts';
import { findWorkflow, lockWorkflow, refuseArchived, workflowSubject } from './find-workflow.ts';
import { keepDraft } from './keep-draft.ts';
import { readGraph } from './read-graph.ts';
import type { Workflow } from './workflow.ts';

type Input = {
  workflowId: string;
  /** The revision that the sender saw last. */
  expectedRevision: number;
  /** The whole of it, or `changes` of what that revision is. */
  graph?: unknown;
  changes?: GraphChanges | null | undefined;
};

/** Half-made work is saved, too, and its issues are told; only what is no workflow at all is refused. */
export async function saveDraft(em: EntityManager, actor: Actor, input: Input): Promise<Workflow> {
  await findWorkflow(em, actor, input.workflowId, 'CONTRIBUTOR');
  const { changes, expectedRevision } = input;
  if (Boolean(changes) === (input.graph !== undefined && input.graph !== null))
    throw new InvalidInputError([{ path: ['graph'], message: 'Send either the whole graph or changes.' }]);
  const whole = changes ? null : readGraph(input.graph);
  const workflow = await lockWorkflow(em, actor, input.workflowId, 'CONTRIBUTOR');
  refuseArchived(workflow);
  // Before the revisions are compared: whoever repeats a save because the answer got lost is in no conflict. Changes mean
  // something on their own revision alone.
  if (whole && workflow.holds(whole)) return workflow;
  if (workflow.revision !== expectedRevision) throw new DraftConflictError(workflow, expectedRevision);
  const graph = whole ?? readGraph(changes && withChanges(workflow.draft, changes), 'changes');
  if (workflow.holds(graph)) return workflow;
  await keepDraft(em, actor, workflow, graph);
  record(em, actor, 'workflow.draft-saved', workflowSubject(workflow), { revision: workflow.revision });
  await em.flush();
  return workflow;
}
