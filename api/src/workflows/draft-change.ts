// Draft change: a part of a draft that somebody has changed since the workflow was published last, kept as a row in the
// transaction that saves the draft.
//
//   part   a step by its id, or a connection by what it joins
import { compareGraphs, isMoveOnly, joins } from '@patchbay/schema/versions/compare-graphs.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import type { Workflow } from './workflow.ts';

type Changed = { workflow: Workflow; before: WorkflowGraph };

/** Where a card stands on the canvas is nobody's change: it alters nothing of what runs. */
export async function keepDraftChanges(
  em: EntityManager,
  actor: Actor,
  changed: readonly Changed[],
): Promise<void> {
  const rows = changed.flatMap(({ workflow, before }) =>
    partsChanged(before, workflow.draft).map((part) => ({
      workflow_id: workflow.id,
      part,
      revision: workflow.revision,
    })),
  );
  if (rows.length === 0) return;
  await em.execute(
    `insert into draft_change (organization_id, workflow_id, part, actor_id, actor_name, revision)
     select ?, workflow_id, part, ?, ?, revision
     from jsonb_to_recordset(?::jsonb) as changed (workflow_id uuid, part text, revision int)
     on conflict (workflow_id, part, actor_id) do update
       set actor_name = excluded.actor_name, revision = excluded.revision, changed_at = now()`,
    [actor.organizationId, actor.id, actor.name, JSON.stringify(rows)],
  );
}

function partsChanged(before: WorkflowGraph, after: WorkflowGraph): string[] {
  const { steps, connections } = compareGraphs(before, after);
  return [
    ...steps.filter((step) => !isMoveOnly(step)).map(({ nodeId }) => nodeId),
    ...[...connections.added, ...connections.removed].map(joins),
  ];
}

/** What is published is nobody's unpublished change any more. */
export async function forgetDraftChanges(em: EntityManager, { id, revision }: Workflow): Promise<void> {
  await em.execute('delete from draft_change where workflow_id = ? and revision <= ?', [id, revision]);
}

/** Whose changes the draft holds beside the actor's own. What was taken back again is nobody's change. */
export async function changedByOthers(
  em: EntityManager,
  actor: Actor,
  { id, draft }: Workflow,
  published: WorkflowGraph,
): Promise<string[]> {
  const rows = await em.execute<{ name: string }[]>(
    `select distinct actor_name as name from draft_change
     where workflow_id = ? and actor_id <> ? and part in (select jsonb_array_elements_text(?::jsonb)) order by 1`,
    [id, actor.id, JSON.stringify(partsChanged(published, draft))],
  );
  return rows.map(({ name }) => name);
}

export type ChangeAuthor = { actorId: string; name: string };

/** By part, whoever worked on it last first. */
export async function authorsOfDraft(
  em: EntityManager,
  workflowId: string,
): Promise<ReadonlyMap<string, ChangeAuthor[]>> {
  const rows = await em.execute<(ChangeAuthor & { part: string })[]>(
    `select part, actor_id as "actorId", actor_name as name from draft_change
     where workflow_id = ? order by revision desc`,
    [workflowId],
  );
  return Map.groupBy(rows, ({ part }) => part);
}
