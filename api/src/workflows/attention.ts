// Steps of live versions whose model has changed behind their back: deleted, switched off, narrowed, excluded. Each is
// told with the same words as its run would be.
import type { Actor } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Refusal, Resolution } from '../model-policy/resolve-candidates.ts';
import { leaveOut } from '../find-in-order.ts';
import type { EntityManager } from '../orm.ts';
import { answerQuestions, askedQuestions, publishedQuestions, questionKey } from './asked-questions.ts';
import { seenBy } from './model-usage.ts';
import { Workflow } from './workflow.ts';

export type StepAttention = {
  workflowId: string;
  nodeId: string;
  stepName: string;
  reference: string;
  reasons: Refusal[];
  /** Whether another model answers in its place, or nobody. */
  runs: boolean;
};

const ofLive = `u.state = 'LIVE'`;

type Hurt = { key: string; reasons: Refusal[]; runs: boolean };

/** Of each workflow, in their order. */
export async function attentionOf(
  em: EntityManager,
  catalogue: Catalogue,
  workflowIds: readonly string[],
): Promise<StepAttention[][]> {
  const among = {
    sql: `${ofLive} and u.workflow_id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
    values: [JSON.stringify(workflowIds)],
  };
  const hurt = await hurtQuestions(em, catalogue, await askedQuestions(em, among));
  if (hurt.size === 0) return workflowIds.map(() => []);
  const rows = await em.execute<(Omit<StepAttention, 'reasons' | 'runs'> & { key: string })[]>(
    `select ${questionKey} as key, u.workflow_id as "workflowId", u.node_id as "nodeId", u.step_name as "stepName", u.reference
     from model_use u where ${among.sql} and ${questionKey} in (?) order by u.step_name, u.node_id`,
    [...among.values, [...hurt.keys()]],
  );
  const byWorkflow = Map.groupBy(
    rows.map(({ key, ...step }) => ({ ...step, ...tellOf(hurt, key) })),
    ({ workflowId }) => workflowId,
  );
  return workflowIds.map((id) => byWorkflow.get(id) ?? []);
}

function tellOf(hurt: ReadonlyMap<string, Hurt>, key: string): Pick<StepAttention, 'reasons' | 'runs'> {
  const { reasons = [], runs = false } = hurt.get(key) ?? {};
  return { reasons, runs };
}

type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

/** Newest first, and only what the actor may see. */
export async function listNeedingAttention(
  em: EntityManager,
  actor: Actor,
  catalogue: Catalogue,
  { after, before, limit, descending }: Bounds,
): Promise<Workflow[]> {
  const needing = await needingAttention(em, actor, catalogue);
  if (!needing) return [];
  const found = await em.execute<{ id: string }[]>(
    `select distinct u.workflow_id as id ${needing.from}
       and (?::uuid is null or u.workflow_id < ?::uuid) and (?::uuid is null or u.workflow_id > ?::uuid)
     order by u.workflow_id ${descending ? 'desc' : 'asc'} limit ?`,
    [...needing.values, after, after, before, before, limit],
  );
  const ids = found.map(({ id }) => id);
  const orderBy = { id: descending ? 'desc' : 'asc' } as const;
  return em.find(Workflow, { id: ids }, { ...leaveOut<Workflow>('draft'), orderBy });
}

export async function countNeedingAttention(
  em: EntityManager,
  actor: Actor,
  catalogue: Catalogue,
): Promise<number> {
  const needing = await needingAttention(em, actor, catalogue);
  if (!needing) return 0;
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from (select distinct u.workflow_id ${needing.from}) as needing`,
    needing.values,
  );
  return counted?.count ?? 0;
}

async function needingAttention(
  em: EntityManager,
  actor: Actor,
  catalogue: Catalogue,
): Promise<{ from: string; values: unknown[] } | null> {
  const hurt = await hurtQuestions(em, catalogue, await publishedQuestions(em));
  if (hurt.size === 0) return null;
  const seen = seenBy(actor);
  return {
    from: `from model_use u where ${ofLive} and ${questionKey} in (?) and ${seen.sql}`,
    values: [[...hurt.keys()], ...seen.values],
  };
}

async function hurtQuestions(
  em: EntityManager,
  catalogue: Catalogue,
  questions: Parameters<typeof answerQuestions>[2],
): Promise<Map<string, Hurt>> {
  if (questions.length === 0) return new Map();
  const { byKey } = await answerQuestions(em, catalogue, questions);
  const hurt = [...byKey].flatMap(([key, resolution]) => {
    const reasons = reasonsAgainstTheFirst(resolution);
    return reasons.length > 0 ? [{ key, reasons, runs: resolution.candidates.length > 0 }] : [];
  });
  return new Map(hurt.map((one) => [one.key, one]));
}

/** What a step was published with answers first; where something else does, or nobody, that is what is told. */
function reasonsAgainstTheFirst({ refused }: Resolution): Refusal[] {
  return refused.find(({ position }) => position === 1)?.reasons ?? [];
}
