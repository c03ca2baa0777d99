import { Migration } from '@mikro-orm/migrations';

/** Starting a run is one statement, and driving it leaves the run's large and its indexed values where they are. */
export class M005SwiftRuns extends Migration {
  override up(): void {
    for (const sql of [...inPlace, enterOrganization, startRun, seeRuns]) this.addSql(sql);
  }
}

const inPlace = [
  // Each step that is recorded changes the run's row: without an index on what changes, and without the graph in the
  // row itself, PostgreSQL rewrites a few words in the same page.
  'drop index run_running;',
  `create index run_running on run (organization_id) where status = 'RUNNING';`,
  'alter table run alter column graph set storage external;',
  'alter table run set (toast_tuple_target = 256, fillfactor = 60);',
];

// In a language that keeps its plans on every version of PostgreSQL.
const enterOrganization = `
  create or replace function enter_organization(organization uuid) returns void language plpgsql as $$
  declare entered text;
  begin
    entered := set_config('role', 'patchbay_app', true);
    entered := set_config('patchbay.organization_id', organization::text, true);
  end $$;`;

// Queues a run, and lets go whatever there is room for. Null tells that the workflow is not what the caller takes it
// for: it was changed, archived or published meanwhile. With a key that was used before it gives the run of that time.
// Whoever admits holds the organisation's lock until its commit; to wait for that here would make starts wait for each
// other, so 'admitted' is null then, and the caller asks for an admission apart.
const startRun = `
  create function start_run(organization uuid, workflow uuid, project uuid, draft_revision int, live_version uuid,
    run uuid, number int, graph json, input jsonb, key text, requester text, created timestamptz,
    at_most int) returns json language plpgsql as $$
  begin
    perform enter_organization(organization);
    insert into run as r (id, organization_id, project_id, workflow_id, version_number, graph, input,
        idempotency_key, requested_by, created_at)
      select start_run.run, w.organization_id, w.project_id, w.id, start_run.number, start_run.graph, start_run.input,
        start_run.key, start_run.requester, start_run.created
      from workflow w where w.id = start_run.workflow and w.project_id = start_run.project and w.archived_at is null
        and (w.revision = start_run.draft_revision or w.live_version_id = start_run.live_version)
      on conflict (organization_id, workflow_id, idempotency_key) where idempotency_key is not null do nothing;
    if not found then
      return (select json_build_object('runId', r.id, 'admitted', '[]'::json) from run r
        where r.workflow_id = start_run.workflow and r.idempotency_key = start_run.key);
    end if;
    return json_build_object('runId', start_run.run, 'admitted',
      case when pg_try_advisory_xact_lock(hashtextextended('admit:' || organization::text, 0)) then
        (select coalesce(json_agg(a), '[]') from admit_runs(organization, at_most) a)
      end);
  end $$;`;

// Several runs are written at once elsewhere, too: in the order of their ids nobody waits for each other in a circle.
const seeRuns = `
  create or replace function see_runs(driven uuid[]) returns table (run_id uuid) language sql volatile security definer
    set search_path = public, pg_temp as $$
    with driving as materialized (
      select id from run where id = any (driven) and status = 'RUNNING' order by id for no key update),
    seen as (update run set seen_at = clock_timestamp() where id in (select id from driving)
      returning id, cancel_requested_at)
    select id from seen where cancel_requested_at is not null
  $$;`;
