import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { matchingRuns, type RunFilter } from './matching-runs.ts';

/** What calls to models took. */
export type RunUsage = {
  calls: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** Of the calls whose price is known. */
  cost: string;
  unpricedCalls: number;
};

export type AskedModel = { runId: string; slug: string; calls: number; answers: number };

/** A call that failed before a token was counted has cost nothing; any other without a price has cost nobody knows what. */
const unpriced = `a.cost is null and (a.outcome = 'answered' or a.input_tokens is not null or a.output_tokens is not null)`;

const sums = `count(a.id)::int as calls, coalesce(sum(a.input_tokens), 0)::float8 as "inputTokens",
  coalesce(sum(a.cached_tokens), 0)::float8 as "cachedTokens",
  coalesce(sum(a.output_tokens), 0)::float8 as "outputTokens",
  coalesce(sum(a.reasoning_tokens), 0)::float8 as "reasoningTokens",
  coalesce(sum(a.cost), 0)::text as cost, (count(a.id) filter (where ${unpriced}))::int as "unpricedCalls"`;

/** Of all that match together. */
export async function usageOfMatching(em: EntityManager, actor: Actor, filter: RunFilter): Promise<RunUsage> {
  const { sql, values } = matchingRuns(actor, filter);
  const [taken] = await em.execute<RunUsage[]>(
    `select ${sums} from attempt a
     where a.organization_id = ? and a.run_id in (select r.id from run r where ${sql})`,
    [actor.organizationId, ...values],
  );
  if (!taken) throw new Error('A sum without a group always has one row.');
  return taken;
}

/** Of each of these, in their order. */
export async function usageOfRuns(em: EntityManager, ids: readonly string[]): Promise<RunUsage[]> {
  const found = await em.execute<(RunUsage & { id: string })[]>(
    `select r.id, ${sums} from unnest(?::uuid[]) r (id) left join attempt a on a.run_id = r.id group by r.id`,
    [literalOf(ids)],
  );
  const byId = new Map(found.map(({ id, ...usage }) => [id, usage]));
  return ids.map((id) => byId.get(id) ?? nothing);
}

/** Whom each of these asked; first those that answered. */
export async function modelsAskedBy(em: EntityManager, ids: readonly string[]): Promise<AskedModel[]> {
  return em.execute(
    `select a.run_id as "runId", a.model_slug as slug, count(*)::int as calls,
       (count(*) filter (where a.outcome = 'answered'))::int as answers
     from attempt a where a.run_id = any (?::uuid[]) group by 1, 2 order by 4 desc, 2`,
    [literalOf(ids)],
  );
}

const literalOf = (ids: readonly string[]) => `{${ids.join(',')}}`;

const nothing: RunUsage = {
  calls: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  cost: '0',
  unpricedCalls: 0,
};
