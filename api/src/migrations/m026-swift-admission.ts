import { Migration } from '@mikro-orm/migrations';

/**
 * Letting runs go cost more the more of them waited: their ids were looked up anew for each that might be one of them.
 * As an array they are looked up once, whatever the planner knows of a queue that was empty a moment ago.
 */
export class M026SwiftAdmission extends Migration {
  override up(): void {
    this.addSql(admitRuns);
  }
}

const admitRuns = `
  create or replace function admit_runs(organization uuid, at_most int)
    returns table (run_id uuid, organization_id uuid, epoch int) language plpgsql security definer
    set search_path = public, pg_temp as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('admit:' || organization::text, 0));
    return query
      update run r set status = 'RUNNING', admitted_at = clock_timestamp(), epoch = r.epoch + 1,
        change = r.change + 1
      where r.organization_id = organization and r.status = 'QUEUED' and r.id = any(array(
        select q.id from run q where q.organization_id = organization and q.status = 'QUEUED' order by q.id
        limit greatest(0, at_most - (select count(*) from run a
                                     where a.organization_id = organization and a.status = 'RUNNING'))))
      returning r.id, r.organization_id, r.epoch;
  end $$;`;
