import type { RunStatus } from '@patchbay/schema/run-event.ts';
import type { Actor } from '../access/actor.ts';
import { InvalidInputError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import type { StatusCount } from './count-by-status.ts';
import { matchingRuns, type RunFilter } from './matching-runs.ts';

export type RunBucket = { from: Date; to: Date; byStatus: StatusCount[] };

const bucketsAtMost = 200;

/** How many runs there were over time, by how they stand. Without a beginning it begins with the oldest that matches; without an end it goes to now. */
export async function runHistogram(
  em: EntityManager,
  actor: Actor,
  filter: RunFilter,
  buckets: number,
): Promise<RunBucket[]> {
  if (buckets < 1 || buckets > bucketsAtMost)
    throw InvalidInputError.at('buckets', `"buckets" must be between 1 and ${bucketsAtMost}.`);
  const { sql, values } = matchingRuns(actor, filter);
  const from = filter.from?.getTime() ?? (await oldest());
  if (from === null) return [];
  // Where even the newest is older than its end, at least a millisecond for each bucket.
  const to = Math.max(filter.to?.getTime() ?? Date.now(), from + buckets);
  const width = (to - from) / buckets;
  const counted = await em.execute<{ bucket: number; status: RunStatus; count: number }[]>(
    `select least(greatest(floor((date_part('epoch', r.created_at) * 1000 - ?::float8) / ?::float8), 0), ?)::int as bucket,
       r.status, count(*)::int as count
     from run r where ${sql} group by 1, 2 order by 1, 2`,
    [from, width, buckets - 1, ...values],
  );
  const byBucket = Map.groupBy(counted, ({ bucket }) => bucket);
  return Array.from({ length: buckets }, (_, index) => ({
    from: new Date(Math.round(from + index * width)),
    to: new Date(Math.round(from + (index + 1) * width)),
    byStatus: (byBucket.get(index) ?? []).map(({ status, count }) => ({ status, count })),
  }));

  async function oldest(): Promise<number | null> {
    const [found] = await em.execute<{ at: number }[]>(
      `select floor(date_part('epoch', r.created_at) * 1000)::float8 as at from run r where ${sql}
       order by r.id limit 1`,
      values,
    );
    return found?.at ?? null;
  }
}
