import type { RunStatus } from '@patchbay/schema/run-event.ts';
import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { matchingRuns, type RunFilter } from './matching-runs.ts';

export type StatusCount = { status: RunStatus; count: number };

/** How the runs that match stand. A status that none has is left out. */
export async function countByStatus(
  em: EntityManager,
  actor: Actor,
  filter: RunFilter,
): Promise<StatusCount[]> {
  const { sql, values } = matchingRuns(actor, filter);
  return em.execute(
    `select r.status, count(*)::int as count from run r where ${sql} group by r.status order by r.status`,
    values,
  );
}
