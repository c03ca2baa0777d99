// Usage: who would feel it if a model went away. Active workflows count: not archived, by their draft or live version.
import { type Actor, visibleProjects } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { EntityManager } from '../orm.ts';
import { counts } from './asked-questions.ts';
import { namesOfModels } from './names-of-models.ts';

export type ModelUsage = {
  reference: string;
  /** By which of its names it is looked for: its reference, its aliases, and "default" where it is that. */
  names: string[];
  workflowCount: number;
  /** Published ones, older ones too: each of them can still be looked at and run. */
  versionCount: number;
  stepCount: number;
};

/** Of each model, in their order, in one query. */
export async function countUsage(
  em: EntityManager,
  catalogue: Catalogue,
  references: readonly string[],
): Promise<ModelUsage[]> {
  const named = await namesOfModels(em, catalogue, references);
  const models = references.map((reference) => ({
    reference,
    names: named.flatMap((one) => (one.reference === reference ? [one.name] : [])),
  }));
  return em.execute<ModelUsage[]>(
    `select reference, names, active."workflowCount", active."stepCount", published."versionCount"
     from rows from (jsonb_to_recordset(?::jsonb) as (reference text, names text[]))
         with ordinality as model (reference, names, position),
       lateral (
         select count(distinct workflow_id)::int as "workflowCount", count(*)::int as "stepCount"
         from (select distinct u.workflow_id, u.node_id from model_use u where u.reference = any(names) and ${counts})
           as step) as active,
       lateral (
         select count(distinct u.version_id)::int as "versionCount" from model_use u
         where u.reference = any(names) and u.state in ('LIVE', 'OLDER')) as published
     order by position`,
    [JSON.stringify(models)],
  );
}

type Used = { inDraft: boolean; inLive: boolean };
export type UsingStep = Used & { nodeId: string; name: string; reference: string };
export type UsingWorkflow = Used & { id: string; steps: UsingStep[] };

type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

/** Newest first, and only what the actor may see. */
export async function listUsingWorkflows(
  em: EntityManager,
  actor: Actor,
  names: readonly string[],
  { after, before, limit, descending }: Bounds,
): Promise<UsingWorkflow[]> {
  const { from, values } = usesSeenBy(actor, names);
  return em.execute(
    `with shown as (
       select distinct u.workflow_id ${from}
         and (?::uuid is null or u.workflow_id < ?::uuid) and (?::uuid is null or u.workflow_id > ?::uuid)
       order by u.workflow_id ${descending ? 'desc' : 'asc'} limit ?),
     step as (
       select u.workflow_id, u.node_id, bool_or(u.state = 'DRAFT') as "inDraft", bool_or(u.state = 'LIVE') as "inLive",
         coalesce(max(u.step_name) filter (where u.state = 'DRAFT'), max(u.step_name)) as name,
         coalesce(max(u.reference) filter (where u.state = 'LIVE'), max(u.reference)) as reference
       from shown join model_use u using (workflow_id) where u.reference in (?) and ${counts}
       group by u.workflow_id, u.node_id)
     select workflow_id as id, bool_or("inDraft") as "inDraft", bool_or("inLive") as "inLive",
       jsonb_agg(jsonb_build_object('nodeId', node_id, 'name', name, 'reference', reference,
         'inDraft', "inDraft", 'inLive', "inLive") order by name, node_id) as steps
     from step group by workflow_id order by workflow_id ${descending ? 'desc' : 'asc'}`,
    [...values, after, after, before, before, limit, names],
  );
}

export async function countUsingWorkflows(
  em: EntityManager,
  actor: Actor,
  names: readonly string[],
): Promise<number> {
  const { from, values } = usesSeenBy(actor, names);
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(distinct u.workflow_id)::int as count ${from}`,
    values,
  );
  return counted?.count ?? 0;
}

function usesSeenBy(actor: Actor, names: readonly string[]): { from: string; values: unknown[] } {
  const seen = seenBy(actor);
  return {
    from: `from model_use u where u.reference in (?) and ${counts} and ${seen.sql}`,
    values: [names, ...seen.values],
  };
}

/** Of uses `u`: those in projects that the actor may see. */
export function seenBy(actor: Actor): { sql: string; values: unknown[] } {
  const projects = visibleProjects(actor);
  if (projects === 'all') return { sql: 'true', values: [] };
  return {
    sql: `u.workflow_id in (
      select id from workflow where project_id in (select jsonb_array_elements_text(?::jsonb)::uuid))`,
    values: [JSON.stringify(projects)],
  };
}
