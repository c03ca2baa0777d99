import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { matchingRuns, type RunFilter } from './matching-runs.ts';
import { Run } from './run.ts';

type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

/** Newest first. The ids are found by an index alone; only the rows of the page are read. */
export async function listRuns(
  em: EntityManager,
  actor: Actor,
  filter: RunFilter,
  { after, before, limit, descending }: Bounds,
): Promise<Run[]> {
  const { sql, values } = matchingRuns(actor, filter);
  const found = await em.execute<{ id: string }[]>(
    `select r.id from run r where ${sql} ${after ? 'and r.id < ?' : ''} ${before ? 'and r.id > ?' : ''}
     order by r.id ${descending ? 'desc' : 'asc'} limit ?`,
    [...values, ...[after, before].filter((id) => id !== null), limit],
  );
  return em.find(Run, { id: found.map(({ id }) => id) }, { orderBy: { id: descending ? 'desc' : 'asc' } });
}

export async function countRuns(em: EntityManager, actor: Actor, filter: RunFilter): Promise<number> {
  const { sql, values } = matchingRuns(actor, filter);
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from run r where ${sql}`,
    values,
  );
  return counted?.count ?? 0;
}
