import type { RunStatus } from '@patchbay/schema/run-event.ts';
import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { matchingRuns, type RunFilter } from './matching-runs.ts';

export type StatusCount = { status: RunStatus; count: number };

export type RunTotals = {
  runs: number;
  byStatus: StatusCount[];
  calls: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** Of the calls whose price is known. */
  cost: string;
  unpricedCalls: number;
};

/** A call that failed before a token was counted has cost nothing; any other without a price has cost nobody knows what. */
const unpriced = `a.cost is null and (a.outcome = 'answered' or a.input_tokens is not null or a.output_tokens is not null)`;

/** What all that match have in common: how they stand, and what their calls took. */
export async function totalRuns(em: EntityManager, actor: Actor, filter: RunFilter): Promise<RunTotals> {
  const { sql, values } = matchingRuns(actor, filter);
  const byStatus = await em.execute<StatusCount[]>(
    `select r.status, count(*)::int as count from run r where ${sql} group by r.status order by r.status`,
    values,
  );
  const [taken] = await em.execute<Omit<RunTotals, 'runs' | 'byStatus'>[]>(
    `select count(*)::int as calls, coalesce(sum(a.input_tokens), 0)::float8 as "inputTokens",
       coalesce(sum(a.cached_tokens), 0)::float8 as "cachedTokens",
       coalesce(sum(a.output_tokens), 0)::float8 as "outputTokens",
       coalesce(sum(a.reasoning_tokens), 0)::float8 as "reasoningTokens",
       coalesce(sum(a.cost), 0)::text as cost, (count(*) filter (where ${unpriced}))::int as "unpricedCalls"
     from attempt a where a.organization_id = ? and a.run_id in (select r.id from run r where ${sql})`,
    [actor.organizationId, ...values],
  );
  if (!taken) throw new Error('A sum without a group always has one row.');
  return { runs: byStatus.reduce((sum, { count }) => sum + count, 0), byStatus, ...taken };
}
