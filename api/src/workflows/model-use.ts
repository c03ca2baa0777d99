// Model use: a place in a draft or a version that names a model, kept as a row in the transaction that saves the graph.
import { modelReferencesOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { EntityManager } from '../orm.ts';
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
     insert into model_use (organization_id, workflow_id, node_id, place, step_name, reference)
       select ?::uuid, ?::uuid, node_id, place, step_name, reference from used
     on conflict (workflow_id, version_id, node_id, place)
       do update set step_name = excluded.step_name, reference = excluded.reference
       where (model_use.step_name, model_use.reference) is distinct from (excluded.step_name, excluded.reference)`,
    [usesOf(draft), id, organizationId, id],
  );
}

/** A version never changes, and neither do its rows. */
export async function keepUsesOfVersion(
  em: EntityManager,
  { organizationId, workflowId, id, graph }: WorkflowVersion,
): Promise<void> {
  await em.execute(
    `insert into model_use (organization_id, workflow_id, version_id, node_id, place, step_name, reference)
     select ?::uuid, ?::uuid, ?::uuid, node_id, place, step_name, reference from (${used}) as used`,
    [organizationId, workflowId, id, usesOf(graph)],
  );
}

const used = `select * from jsonb_to_recordset(?::jsonb)
  as used (node_id text, place text, step_name text, reference text)`;

/** Where no model is chosen yet, none is named. */
function usesOf(graph: WorkflowGraph): string {
  const named = modelReferencesOf(graph).filter(({ reference }) => reference !== '');
  return JSON.stringify(
    named.map(({ nodeId, place, stepName, reference }) => ({
      node_id: nodeId,
      place: JSON.stringify(place),
      step_name: stepName,
      reference,
    })),
  );
}
