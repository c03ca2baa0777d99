import { Migration } from '@mikro-orm/migrations';

/**
 * Letting runs go cost more the more of them waited: the queue was read anew for each that might be one of them. As an
 * array they are looked up once, whatever the planner knows of a queue that was empty a moment ago. And whoever lets them
 * go may do so by and by.
 */
export class M026SwiftAdmission extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  'grant create on schema public to patchbay_across;',
  'drop function admit_runs(uuid, int);',
  `create function admit_runs(organization uuid, at_most int, in_one_look int default 1000)
    returns table (run_id uuid, organization_id uuid, epoch int) language plpgsql security definer
    set search_path = public, pg_temp as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('admit:' || organization::text, 0));
    return query
      update run r set status = 'RUNNING', admitted_at = clock_timestamp(), epoch = r.epoch + 1,
        change = r.change + 1
      where r.organization_id = organization and r.status = 'QUEUED' and r.id = any(array(
        select q.id from run q where q.organization_id = organization and q.status = 'QUEUED' order by q.id
        limit least(in_one_look, greatest(0, at_most - (select count(*) from run a
          where a.organization_id = organization and a.status = 'RUNNING')))))
      returning r.id, r.organization_id, r.epoch;
  end $$;`,
  'alter function admit_runs(uuid, int, int) owner to patchbay_across;',
  'revoke all on function admit_runs(uuid, int, int) from public;',
  'grant execute on function admit_runs(uuid, int, int) to patchbay_app;',
  'revoke create on schema public from patchbay_across;',
];
