// Model use: a place in a draft or a version that names a model, kept as a row in the transaction that saves the graph,
// with what the step asks of whoever answers there.
import { modelReferencesOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { EntityManager } from '../orm.ts';
import { questionOf } from './question-of.ts';
import type { Workflow } from './workflow.ts';
import type { WorkflowVersion } from './workflow-version.ts';

/** A draft is saved every few seconds, and mostly names the same models: only rows that differ are written. */
export async function keepUsesOfDraft(
  em: EntityManager,
  { organizationId, id, draft }: Workflow,
): Promise<void> {
  await em.execute(
    `with used as (${used}), gone as (
       delete from model_use m where m.workflow_id = ? and m.version_id is null
         and not exists (select from used u where u.node_id = m.node_id and u.place = m.place))
     insert into model_use (organization_id, workflow_id, node_id, place, step_name, reference, question, state)
       select ?::uuid, ?::uuid, node_id, place, step_name, reference, question, 'DRAFT' from used
     on conflict (workflow_id, version_id, node_id, place)
       do update set step_name = excluded.step_name, reference = excluded.reference, question = excluded.question
       where (model_use.step_name, model_use.reference, model_use.question)
         is distinct from (excluded.step_name, excluded.reference, excluded.question)`,
    [JSON.stringify(usesOf(draft)), id, organizationId, id],
  );
}

/** A version never changes, and its rows only in their state: from the moment at which the workflow points at it. */
export async function keepUsesOfVersions(
  em: EntityManager,
  versions: readonly WorkflowVersion[],
): Promise<void> {
  const uses = versions.flatMap(({ organizationId, workflowId, id, graph }) =>
    usesOf(graph).map((use) => ({
      ...use,
      organization_id: organizationId,
      workflow_id: workflowId,
      version_id: id,
    })),
  );
  await em.execute(
    `insert into model_use (organization_id, workflow_id, version_id, node_id, place, step_name, reference, question, state)
     select organization_id, workflow_id, version_id, node_id, place, step_name, reference, question, 'OLDER'
     from jsonb_to_recordset(?::jsonb) as used (organization_id uuid, workflow_id uuid, version_id uuid, node_id text,
       place text, step_name text, reference text, question jsonb)`,
    [JSON.stringify(uses)],
  );
}

const used = `select * from jsonb_to_recordset(?::jsonb)
  as used (node_id text, place text, step_name text, reference text, question jsonb)`;

/** Where no model is chosen yet, none is named. */
function usesOf(graph: WorkflowGraph) {
  return modelReferencesOf(graph).flatMap(({ nodeId, place, stepName, reference }) => {
    const asked = reference === '' ? null : questionOf(graph, nodeId, reference);
    if (!asked) return [];
    const { reference: _named, ...question } = asked;
    return [{ node_id: nodeId, place: JSON.stringify(place), step_name: stepName, reference, question }];
  });
}
