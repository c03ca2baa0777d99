import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { matchingRuns, type RunFilter } from './matching-runs.ts';

export type RunFacets = {
  models: string[];
  errorCodes: string[];
  requestedBy: string[];
  versionNumbers: number[];
  /** How many runs were looked at. */
  among: number;
};

const lookedAtMost = 1_000;

/** What the filters could be set to: the values of the newest runs that match, so that it takes the same time however many there are. */
export async function runFacets(em: EntityManager, actor: Actor, filter: RunFilter): Promise<RunFacets> {
  const { sql, values } = matchingRuns(actor, filter);
  const [found] = await em.execute<RunFacets[]>(
    `with newest as materialized (
       select r.id, r.requested_by, r.error_code, r.version_number from run r where ${sql} order by r.id desc limit ?)
     select (select count(*)::int from newest) as among,
       array(select distinct requested_by from newest order by 1) as "requestedBy",
       array(select distinct error_code from newest where error_code is not null order by 1) as "errorCodes",
       array(select distinct version_number from newest where version_number is not null order by 1 desc) as "versionNumbers",
       array(select distinct a.model_slug from newest n join attempt a on a.run_id = n.id order by 1) as models`,
    [...values, lookedAtMost],
  );
  if (!found) throw new Error('A row of sums is always there.');
  return found;
}
