// Which steps of which workflows bind a tool or name a connection: what would break if it went away.
import type { EntityManager } from '../orm.ts';

export type Bound = { kind: 'tool' | 'connection'; id: string };

type BindingStep = { nodeId: string; name: string; inDraft: boolean; inLive: boolean };
export type BindingWorkflow = { id: string; name: string; steps: BindingStep[] };

/** Of workflows that are not archived, by their draft or live version. They lie in the project of what they bind. */
export async function workflowsBinding(
  em: EntityManager,
  projectId: string,
  { kind, id }: Bound,
): Promise<BindingWorkflow[]> {
  const binds =
    kind === 'tool'
      ? `(node->'data'->'tools')::jsonb @> to_jsonb(?::text)`
      : `node->'data'->>'connection' = ?`;
  return em.execute<BindingWorkflow[]>(
    `with graph as (
       select id, draft as graph, true as is_draft from workflow where project_id = ? and archived_at is null
       union all
       select w.id, v.graph, false from workflow w join workflow_version v on v.id = w.live_version_id
       where w.project_id = ? and w.archived_at is null),
     step as (
       select graph.id, node->>'id' as node_id, bool_or(is_draft) as in_draft, bool_or(not is_draft) as in_live,
         coalesce(max(node->>'name') filter (where is_draft), max(node->>'name')) as name
       from graph cross join lateral json_array_elements(graph.graph->'nodes') as node
       where ${binds} group by 1, 2)
     select w.id, w.name, jsonb_agg(jsonb_build_object('nodeId', node_id, 'name', step.name, 'inDraft', in_draft,
       'inLive', in_live) order by step.name, node_id) as steps
     from step join workflow w on w.id = step.id group by w.id order by w.id desc`,
    [projectId, projectId, id],
  );
}
