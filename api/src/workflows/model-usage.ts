// Usage: who would feel it if a model went away. Active workflows count: not archived, by their draft or live version.
import { type Actor, visibleProjects } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';

export type ModelUsage = {
  reference: string;
  workflowCount: number;
  /** Published ones, older ones too: each of them can still be looked at and run. */
  versionCount: number;
  stepCount: number;
};

/** Of each reference, in their order, in one query. */
export async function countUsage(em: EntityManager, references: readonly string[]): Promise<ModelUsage[]> {
  const counted = await em.execute<ModelUsage[]>(
    `select u.reference, count(distinct u.version_id)::int as "versionCount",
       count(distinct u.workflow_id) filter (where ${inDraftOrLive})::int as "workflowCount",
       count(distinct (u.workflow_id, u.node_id)) filter (where ${inDraftOrLive})::int as "stepCount"
     from ${usesOfUnarchived} where u.reference in (?) group by u.reference`,
    [references],
  );
  const byReference = new Map(counted.map((usage) => [usage.reference, usage]));
  return references.map(
    (reference) =>
      byReference.get(reference) ?? { reference, workflowCount: 0, versionCount: 0, stepCount: 0 },
  );
}

type Used = { inDraft: boolean; inLive: boolean };
export type UsingStep = Used & { nodeId: string; name: string };
export type UsingWorkflow = Used & { id: string; steps: UsingStep[] };

type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

/** Newest first, and only what the actor may see. */
export async function listUsingWorkflows(
  em: EntityManager,
  actor: Actor,
  reference: string,
  { after, before, limit, descending }: Bounds,
): Promise<UsingWorkflow[]> {
  const { from, values } = usesSeenBy(actor, reference);
  return em.execute(
    `with step as (
       select u.workflow_id, u.node_id, bool_or(u.version_id is null) as "inDraft",
         bool_or(u.version_id is not null) as "inLive",
         coalesce(max(u.step_name) filter (where u.version_id is null), max(u.step_name)) as name
       ${from} and (?::uuid is null or w.id < ?::uuid) and (?::uuid is null or w.id > ?::uuid)
       group by u.workflow_id, u.node_id)
     select workflow_id as id, bool_or("inDraft") as "inDraft", bool_or("inLive") as "inLive",
       jsonb_agg(jsonb_build_object('nodeId', node_id, 'name', name, 'inDraft', "inDraft", 'inLive', "inLive")
         order by name, node_id) as steps
     from step group by workflow_id order by workflow_id ${descending ? 'desc' : 'asc'} limit ?`,
    [...values, after, after, before, before, limit],
  );
}

export async function countUsingWorkflows(
  em: EntityManager,
  actor: Actor,
  reference: string,
): Promise<number> {
  const { from, values } = usesSeenBy(actor, reference);
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(distinct w.id)::int as count ${from}`,
    values,
  );
  return counted?.count ?? 0;
}

const usesOfUnarchived = 'model_use u join workflow w on w.id = u.workflow_id and w.archived_at is null';
const inDraftOrLive = '(u.version_id is null or u.version_id = w.live_version_id)';

function usesSeenBy(actor: Actor, reference: string): { from: string; values: unknown[] } {
  const from = `from ${usesOfUnarchived} where ${inDraftOrLive} and u.reference = ?`;
  const projects = visibleProjects(actor);
  if (projects === 'all') return { from, values: [reference] };
  const seen = 'and w.project_id in (select jsonb_array_elements_text(?)::uuid)';
  return { from: `${from} ${seen}`, values: [reference, JSON.stringify(projects)] };
}
