import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table.ts';

/** Outputs that are pinned to steps of a draft, and runs that use them in place of running those steps. */
export class M017CanvasRuns extends Migration {
  override up(): void {
    for (const sql of [...pins, ...standIns, standInsOf, writeSteps, ...startRun]) this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';

const pins = [
  // Apart from the draft: pinning is no change of the workflow, and no version ever holds a pin.
  `create table step_pin (id uuid primary key, ${organizationId}, workflow_id uuid not null, node_id text not null,
     output jsonb not null, bytes int not null, pinned_by text not null, pinned_at timestamptz not null default now(),
     unique (workflow_id, node_id),
     foreign key (organization_id, workflow_id) references workflow (organization_id, id) deferrable initially deferred);`,
  ...tenantTable('step_pin'),
];

const standIns = [
  // What a step's row tells of: that the step ran here, or what stands in its place.
  `alter table step_run add column origin text not null default 'RAN'
     check (origin in ('RAN', 'PINNED', 'EARLIER_RUN', 'NOT_NEEDED')), add column source_run_id uuid;`,
  'alter table run add column only_step text;',
];

// Told when a run is claimed, for the few that have any. A function of its own: its caller has entered the organisation.
const standInsOf = `
  create function stand_ins_of(run uuid) returns jsonb language plpgsql stable as $$
  begin
    return (select jsonb_object_agg(s.path, s.origin) from step_run s where s.run_id = run and s.origin <> 'RAN');
  end $$;`;

// As before, but the row of a stand-in that the run did not come to tells that its step was skipped.
const writeSteps = `
  create or replace function write_steps(organization uuid, run uuid, number bigint, steps jsonb, attempts jsonb)
    returns void language sql as $$
    insert into step_run as s (id, organization_id, run_id, path, node_id, kind, status, change, output, error,
        calls, progress, started_at, finished_at)
      select w.id, organization, run, w.path, w."nodeId", w.kind, w.status, number, w.output, w.error,
        w.calls, w.progress, w."startedAt", w."finishedAt"
      from jsonb_to_recordset(steps) as w (id uuid, path text, "nodeId" text, kind text, status text, output jsonb,
        error jsonb, calls jsonb, progress jsonb, "startedAt" timestamptz, "finishedAt" timestamptz)
      on conflict on constraint step_run_run_id_path_key do update set status = excluded.status,
        change = excluded.change, output = excluded.output, error = excluded.error, calls = excluded.calls,
        progress = excluded.progress, partial = null, started_at = excluded.started_at,
        finished_at = excluded.finished_at
        where s.status = 'RUNNING'
          or (s.origin <> 'RAN' and s.status = 'SUCCEEDED' and excluded.status = 'SKIPPED');
    insert into attempt (id, organization_id, run_id, step_id, position, reference, reason, provider, model_slug,
        provider_model_id, outcome, error, started_at, first_token_at, finished_at, input_tokens, cached_tokens,
        output_tokens, reasoning_tokens, input_price, output_price, cost)
      select a.id, organization, run, s.id, a.position, a.reference, a.reason, a.provider, a."modelSlug",
        a."providerModelId", a.outcome, a.error, a."startedAt", a."firstTokenAt", a."finishedAt", a."inputTokens",
        a."cachedTokens", a."outputTokens", a."reasoningTokens", a."inputPrice", a."outputPrice", a.cost
      from jsonb_to_recordset(attempts) as a (id uuid, path text, position int, reference text, reason text,
        provider text, "modelSlug" text, "providerModelId" text, outcome text, error jsonb, "startedAt" timestamptz,
        "firstTokenAt" timestamptz, "finishedAt" timestamptz, "inputTokens" int, "cachedTokens" int,
        "outputTokens" int, "reasoningTokens" int, "inputPrice" numeric, "outputPrice" numeric, cost numeric)
      join step_run s on s.run_id = run and s.path = a.path
      on conflict do nothing;
  $$;`;

// As before, and along with the run the rows of the steps that it will not run. An api of before this migration names
// none, and goes on.
const startRun = [
  'drop function start_run(uuid, uuid, uuid, int, uuid, uuid, int, json, jsonb, text, text, timestamptz, int);',
  `create function start_run(organization uuid, workflow uuid, project uuid, draft_revision int, live_version uuid,
    run uuid, number int, graph json, input jsonb, key text, requester text, created timestamptz, at_most int,
    only_step text default null, stand_ins jsonb default null) returns json language plpgsql as $$
  begin
    perform enter_organization(organization);
    insert into run as r (id, organization_id, project_id, workflow_id, version_number, graph, input,
        idempotency_key, requested_by, created_at, only_step)
      select start_run.run, w.organization_id, w.project_id, w.id, start_run.number, start_run.graph, start_run.input,
        start_run.key, start_run.requester, start_run.created, start_run.only_step
      from workflow w where w.id = start_run.workflow and w.project_id = start_run.project and w.archived_at is null
        and (w.revision = start_run.draft_revision or w.live_version_id = start_run.live_version)
      on conflict (organization_id, workflow_id, idempotency_key) where idempotency_key is not null do nothing;
    if not found then
      return (select json_build_object('runId', r.id, 'admitted', '[]'::json) from run r
        where r.workflow_id = start_run.workflow and r.idempotency_key = start_run.key);
    end if;
    if stand_ins is not null then
      insert into step_run (id, organization_id, run_id, path, node_id, kind, status, change, output, started_at,
          finished_at, origin, source_run_id)
        select s.id, organization, start_run.run, s."nodeId", s."nodeId", s.kind, s.status, 1, s.output, created,
          created, s.origin, s."sourceRunId"
        from jsonb_to_recordset(stand_ins) as s (id uuid, "nodeId" text, kind text, status text, output jsonb,
          origin text, "sourceRunId" uuid);
    end if;
    return json_build_object('runId', start_run.run, 'admitted',
      case when pg_try_advisory_xact_lock(hashtextextended('admit:' || organization::text, 0)) then
        (select coalesce(json_agg(a), '[]') from admit_runs(organization, at_most) a)
      end);
  end $$;`,
];
