// Usage: who would feel it if a model went away. Active workflows count: not archived, by their draft or live version.
import { type Actor, visibleProjects } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { EntityManager } from '../orm.ts';
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
  // The names are said twice: only by the list does the database know how few of the rows these are.
  const counted = await em.execute<Omit<ModelUsage, 'names'>[]>(
    `with named as (select * from jsonb_to_recordset(?::jsonb) as n (name text, reference text))
     select n.reference, count(distinct u.version_id)::int as "versionCount",
       count(distinct u.workflow_id) filter (where ${inDraftOrLive})::int as "workflowCount",
       count(distinct (u.workflow_id, u.node_id)) filter (where ${inDraftOrLive})::int as "stepCount"
     from named n join model_use u on u.reference = n.name
       ${itsWorkflow}
     where u.reference in (?)
     group by n.reference`,
    [JSON.stringify(named), named.map(({ name }) => name)],
  );
  const byReference = new Map(counted.map((usage) => [usage.reference, usage]));
  return references.map((reference) => ({
    names: named.flatMap((one) => (one.reference === reference ? [one.name] : [])),
    ...(byReference.get(reference) ?? { reference, workflowCount: 0, versionCount: 0, stepCount: 0 }),
  }));
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
    `with step as (
       select u.workflow_id, u.node_id, bool_or(u.version_id is null) as "inDraft",
         bool_or(u.version_id is not null) as "inLive",
         coalesce(max(u.step_name) filter (where u.version_id is null), max(u.step_name)) as name,
         coalesce(max(u.reference) filter (where u.version_id is not null), max(u.reference)) as reference
       ${from} and (?::uuid is null or w.id < ?::uuid) and (?::uuid is null or w.id > ?::uuid)
       group by u.workflow_id, u.node_id)
     select workflow_id as id, bool_or("inDraft") as "inDraft", bool_or("inLive") as "inLive",
       jsonb_agg(jsonb_build_object('nodeId', node_id, 'name', name, 'reference', reference,
         'inDraft', "inDraft", 'inLive', "inLive") order by name, node_id) as steps
     from step group by workflow_id order by workflow_id ${descending ? 'desc' : 'asc'} limit ?`,
    [...values, after, after, before, before, limit],
  );
}

export async function countUsingWorkflows(
  em: EntityManager,
  actor: Actor,
  names: readonly string[],
): Promise<number> {
  const { from, values } = usesSeenBy(actor, names);
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(distinct w.id)::int as count ${from}`,
    values,
  );
  return counted?.count ?? 0;
}

/** One by one, which the limit insists on: a model has few uses beside all the workflows there are. */
const itsWorkflow = `join lateral (
  select id, project_id, live_version_id from workflow where id = u.workflow_id and archived_at is null limit 1) w on true`;

const inDraftOrLive = '(u.version_id is null or u.version_id = w.live_version_id)';

function usesSeenBy(actor: Actor, names: readonly string[]): { from: string; values: unknown[] } {
  const from = `from model_use u ${itsWorkflow} where u.reference in (?) and ${inDraftOrLive}`;
  const seen = projectsSeenBy(actor);
  return { from: `${from} and ${seen.sql}`, values: [names, ...seen.values] };
}

/** Of workflows `w`: those of projects that the actor may see. */
export function projectsSeenBy(actor: Actor): { sql: string; values: unknown[] } {
  const projects = visibleProjects(actor);
  if (projects === 'all') return { sql: 'true', values: [] };
  return {
    sql: 'w.project_id in (select jsonb_array_elements_text(?::jsonb)::uuid)',
    values: [JSON.stringify(projects)],
  };
}
