import { Migration } from '@mikro-orm/migrations';
import { functionAcross, tenantTable } from './tenant-table.ts';

/** Runs that rest: until a moment, until a person has decided, or until their budget is raised. And steps inside steps. */
export class M021LongRuns extends Migration {
  override up(): void {
    for (const sql of [
      ...columns,
      ...approvals,
      ...budgets,
      ...claimRun,
      writeSteps,
      notePartial,
      finishRun,
      parkRun,
      stopRun,
      askApproval,
      ...spending,
      ...waking,
      ...startRun,
    ])
      this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';

const columns = [
  'alter table run drop constraint run_status_check;',
  `alter table run add constraint run_status_check check (status in
     ('QUEUED', 'RUNNING', 'WAITING', 'OVER_BUDGET', 'SUCCEEDED', 'FAILED', 'CANCELLED'));`,
  // When a run that waits has something to do by itself; null: only a person can wake it.
  'alter table run add column wake_at timestamptz, add column rerun_of uuid;',
  `create index run_waking on run (wake_at) where status = 'WAITING' and wake_at is not null;`,
  'alter table step_run drop constraint step_run_status_check;',
  `alter table step_run add constraint step_run_status_check check (status in
     ('RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'SKIPPED'));`,
  // A step inside another names the step, or the item of a map, that it is inside of.
  'alter table step_run add column parent text, add column items jsonb;',
  'create index step_run_inside on step_run (run_id, parent, started_at, id) where parent is not null;',
];

const approvals = [
  `create table approval (id uuid primary key, ${organizationId}, project_id uuid not null, run_id uuid not null,
     path text not null, step_name text not null, message text not null, assignees jsonb not null,
     asked_at timestamptz not null default clock_timestamp(), expires_at timestamptz,
     decision text check (decision in ('approved', 'rejected', 'expired', 'withdrawn')), comment text not null default '',
     decided_by text, decided_at timestamptz, unique (run_id, path),
     check ((decision is null) = (decided_at is null)),
     foreign key (organization_id, run_id) references run (organization_id, id) deferrable initially deferred);`,
  'create index approval_open on approval (organization_id, id) where decision is null;',
  ...tenantTable('approval', { rights: 'select, insert, update' }),
];

const budgets = [
  // What the runs of an organisation may spend: each by itself, and all together in a month.
  `create table organization_budget (organization_id uuid primary key references organization
       deferrable initially deferred, limits jsonb not null default '{}', monthly_cost numeric check (monthly_cost >= 0),
     month date not null default date_trunc('month', now() at time zone 'utc'), spent numeric not null default 0,
     reserved numeric not null default 0);`,
  ...tenantTable('organization_budget', { rights: 'select, insert, update' }),
  // 'reserved' is what calls in flight may come to; 'lost' what was reserved when a worker died: nobody knows what
  // became of it, so it counts as spent.
  `create table run_budget (run_id uuid primary key, ${organizationId}, limits jsonb not null,
     reserved_calls int not null default 0, reserved_tokens bigint not null default 0,
     reserved_cost numeric not null default 0, lost_calls int not null default 0,
     lost_tokens bigint not null default 0, lost_cost numeric not null default 0, worked_ms bigint not null default 0,
     foreign key (organization_id, run_id) references run (organization_id, id) deferrable initially deferred);`,
  ...tenantTable('run_budget', { rights: 'select, insert, update' }),
];

// What has been done in a run so far, by its rows, and what was lost.
const claimRun = [
  `create function spent_of(run uuid) returns json language plpgsql stable as $$
  begin
    return (select json_build_object(
      'steps', (select count(*) from step_run s where s.run_id = run and s.origin = 'RAN' and s.kind <> 'item'
        and s.status <> 'SKIPPED'),
      'modelCalls', count(*) + coalesce(max(b.lost_calls), 0),
      'tokens', coalesce(sum(coalesce(a.input_tokens, 0) + coalesce(a.output_tokens, 0)), 0)
        + coalesce(max(b.lost_tokens), 0),
      'cost', (coalesce(sum(a.cost), 0) + coalesce(max(b.lost_cost), 0))::text,
      'unpricedCalls', count(*) filter (where a.cost is null and a.outcome = 'answered'),
      'milliseconds', coalesce(max(b.worked_ms), 0))
      from (select) one left join run_budget b on b.run_id = run left join attempt a on a.run_id = run);
  end $$;`,
  'drop function claim_run(uuid, uuid, int, uuid);',
  // What is inside of a step or an item that has ended nobody needs any more: a map of ten thousand items is taken up
  // again by what is left of it.
  `create function claim_run(organization uuid, run uuid, run_epoch int, token uuid)
    returns table (project_id uuid, workflow_id uuid, graph json, input jsonb, cancelled boolean, steps jsonb,
      limits jsonb, spent json) language plpgsql as $$
  declare before record;
  begin
    perform enter_organization(organization);
    select r.claim, r.claimed_at, r.seen_at into before from run r where r.id = run for no key update;
    if before.claimed_at is not null then
      update run_budget b set lost_calls = b.lost_calls + b.reserved_calls, reserved_calls = 0,
        lost_tokens = b.lost_tokens + b.reserved_tokens, reserved_tokens = 0,
        lost_cost = b.lost_cost + b.reserved_cost, reserved_cost = 0,
        worked_ms = b.worked_ms + case when before.claim is null then 0 else
          extract(epoch from greatest(before.seen_at, before.claimed_at) - before.claimed_at) * 1000 end
      where b.run_id = run and exists (select from run r where r.id = run and r.epoch = run_epoch
        and r.status = 'RUNNING');
    end if;
    return query
      update run r set claim = token, claimed_at = clock_timestamp(), seen_at = clock_timestamp(),
        started_at = coalesce(r.started_at, clock_timestamp()), change = r.change + 1
      where r.id = run and r.epoch = run_epoch and r.status = 'RUNNING'
      returning r.project_id, r.workflow_id, r.graph, r.input, r.cancel_requested_at is not null,
        (select coalesce(jsonb_agg(jsonb_build_object('path', s.path, 'status', s.status, 'output', s.output,
           'error', s.error, 'calls', s.calls, 'progress', s.progress, 'startedAt', s.started_at, 'attempts',
           case when s.status in ('RUNNING', 'WAITING') then
           (select count(*) from attempt a where a.step_id = s.id) end) order by s.change), '[]')
         from step_run s where s.run_id = r.id and (s.parent is null or not exists (select from step_run p
           where p.run_id = r.id and p.path = s.parent and p.status in ('SUCCEEDED', 'FAILED', 'SKIPPED')))),
        (select b.limits from run_budget b where b.run_id = r.id),
        case when before.claimed_at is not null then spent_of(r.id) end;
  end $$;`,
];

const writeSteps = `
  create or replace function write_steps(organization uuid, run uuid, number bigint, steps jsonb, attempts jsonb)
    returns void language sql as $$
    insert into step_run as s (id, organization_id, run_id, path, parent, node_id, kind, status, change, output, error,
        calls, progress, items, started_at, finished_at)
      select w.id, organization, run, w.path, w.parent, w."nodeId", w.kind, w.status, number, w.output, w.error,
        w.calls, w.progress, w.items, w."startedAt", w."finishedAt"
      from jsonb_to_recordset(steps) as w (id uuid, path text, parent text, "nodeId" text, kind text, status text,
        output jsonb, error jsonb, calls jsonb, progress jsonb, items jsonb, "startedAt" timestamptz,
        "finishedAt" timestamptz)
      on conflict on constraint step_run_run_id_path_key do update set status = excluded.status,
        change = excluded.change, output = excluded.output, error = excluded.error, calls = excluded.calls,
        progress = excluded.progress, items = excluded.items, partial = null, started_at = excluded.started_at,
        finished_at = excluded.finished_at
        where s.status in ('RUNNING', 'WAITING')
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

const notePartial = `
  create or replace function note_partial(organization uuid, run uuid, token uuid, step jsonb, so_far text)
    returns boolean language plpgsql as $$
  declare number bigint; counted jsonb := step->'items';
  begin
    perform enter_organization(organization);
    -- How far a map has come is a change that its watchers are told; streamed text they have heard already.
    if jsonb_typeof(counted) <> 'object' then
      update step_run s set partial = so_far where s.run_id = run and s.path = step->>'path'
        and s.status = 'RUNNING' and exists (select from run r where r.id = run and r.claim = token);
      if found then return true; end if;
      counted := null;
    end if;
    update run r set change = r.change + 1, seen_at = clock_timestamp()
      where r.id = run and r.claim = token and r.status = 'RUNNING' returning r.change into number;
    if not found then return false; end if;
    insert into step_run as s (id, organization_id, run_id, path, parent, node_id, kind, status, change, partial, items,
        started_at)
      values ((step->>'id')::uuid, organization, run, step->>'path', step->>'parent', step->>'nodeId', step->>'kind',
        'RUNNING', number, so_far, counted, (step->>'startedAt')::timestamptz)
      on conflict on constraint step_run_run_id_path_key do update set status = 'RUNNING', change = number,
        items = excluded.items where s.status in ('RUNNING', 'WAITING');
    return true;
  end $$;`;

const finishRun = `
  create or replace function finish_run(organization uuid, run uuid, token uuid, outcome text, result jsonb,
    failure jsonb, steps jsonb, attempts jsonb) returns boolean language plpgsql as $$
  declare number bigint; since timestamptz;
  begin
    perform enter_organization(organization);
    update run r set status = case when r.cancel_requested_at is null then outcome else 'CANCELLED' end,
      output = case when r.cancel_requested_at is null then result end, error = failure, wake_at = null,
      finished_at = clock_timestamp(), change = r.change + 1
      where r.id = run and r.claim = token and r.status = 'RUNNING' returning r.change, r.claimed_at into number, since;
    if not found then return false; end if;
    update run_budget b set worked_ms = b.worked_ms + extract(epoch from clock_timestamp() - since) * 1000
      where b.run_id = run;
    perform write_steps(organization, run, number, steps, attempts);
    update step_run s set status = 'FAILED', change = number, partial = null, finished_at = clock_timestamp(),
      error = jsonb_build_object('code', 'INTERRUPTED', 'message', 'The run ended before this step did.')
      where s.run_id = run and s.status in ('RUNNING', 'WAITING');
    update approval a set decision = 'withdrawn', decided_at = clock_timestamp()
      where a.run_id = run and a.decision is null;
    return true;
  end $$;`;

// Ends an epoch without ending the run: there is nothing to do before 'due', or before somebody has decided. Who decided
// after the walk had looked holds the run's lock before this or after it: either way the run does not sleep through it.
const parkRun = `
  create function park_run(organization uuid, run uuid, token uuid, due timestamptz, steps jsonb, attempts jsonb)
    returns boolean language plpgsql as $$
  declare number bigint; was record;
  begin
    perform enter_organization(organization);
    select r.cancel_requested_at, r.claimed_at into was from run r
      where r.id = run and r.claim = token and r.status = 'RUNNING' for no key update;
    if not found then return false; end if;
    if was.cancel_requested_at is not null then
      return finish_run(organization, run, token, 'CANCELLED', null, null, steps, attempts);
    end if;
    update run r set change = r.change + 1, claim = null, status = case when exists (
        select from approval a where a.run_id = run and a.decided_at >= was.claimed_at) then 'QUEUED' else 'WAITING' end,
      wake_at = due where r.id = run returning r.change into number;
    update run_budget b set worked_ms = b.worked_ms + extract(epoch from clock_timestamp() - was.claimed_at) * 1000
      where b.run_id = run;
    perform write_steps(organization, run, number, steps, attempts);
    return true;
  end $$;`;

const stopRun = `
  create function stop_run(organization uuid, run uuid, token uuid, failure jsonb, steps jsonb, attempts jsonb)
    returns boolean language plpgsql as $$
  declare number bigint; was record;
  begin
    perform enter_organization(organization);
    select r.cancel_requested_at, r.claimed_at into was from run r
      where r.id = run and r.claim = token and r.status = 'RUNNING' for no key update;
    if not found then return false; end if;
    if was.cancel_requested_at is not null then
      return finish_run(organization, run, token, 'CANCELLED', null, null, steps, attempts);
    end if;
    update run r set change = r.change + 1, claim = null, status = 'OVER_BUDGET', error = failure
      where r.id = run returning r.change into number;
    update run_budget b set worked_ms = b.worked_ms + extract(epoch from clock_timestamp() - was.claimed_at) * 1000
      where b.run_id = run;
    perform write_steps(organization, run, number, steps, attempts);
    return true;
  end $$;`;

// Asks once; whoever asks again hears what has become of it. One that expires does so when somebody looks.
const askApproval = `
  create function ask_approval(organization uuid, run uuid, token uuid, project uuid, asked jsonb) returns json
    language plpgsql as $$
  begin
    perform enter_organization(organization);
    if not exists (select from run r where r.id = run and r.claim = token and r.status = 'RUNNING') then
      return null;
    end if;
    insert into approval (id, organization_id, project_id, run_id, path, step_name, message, assignees, expires_at)
      values ((asked->>'id')::uuid, organization, project, run, asked->>'path', asked->>'stepName', asked->>'message',
        asked->'assignees', (asked->>'expiresAt')::timestamptz)
      on conflict (run_id, path) do nothing;
    update approval a set decision = 'expired', decided_at = clock_timestamp()
      where a.run_id = run and a.path = asked->>'path' and a.decision is null and a.expires_at <= clock_timestamp();
    return (select json_build_object('decision', nullif(a.decision, 'withdrawn'), 'comment', a.comment, 'by', a.decided_by,
        'at', a.decided_at, 'expiresAt', a.expires_at)
      from approval a where a.run_id = run and a.path = asked->>'path');
  end $$;`;

const spending = [
  // Before a call: 'FENCED' when the run is somebody else's, 'MONTH' when the organisation's month has no room for it.
  `create function reserve_call(organization uuid, run uuid, token uuid, tokens bigint, cost numeric) returns text
    language plpgsql as $$
  begin
    perform enter_organization(organization);
    if not exists (select from run r where r.id = run and r.claim = token and r.status = 'RUNNING') then
      return 'FENCED';
    end if;
    update organization_budget o set month = date_trunc('month', now() at time zone 'utc'), spent = 0, reserved = 0
      where o.organization_id = organization and o.month < date_trunc('month', now() at time zone 'utc');
    update organization_budget o set reserved = o.reserved + reserve_call.cost
      where o.organization_id = organization
        and (o.monthly_cost is null or o.spent + o.reserved + reserve_call.cost <= o.monthly_cost);
    if not found and exists (select from organization_budget o where o.organization_id = organization) then
      return 'MONTH';
    end if;
    update run_budget b set reserved_calls = b.reserved_calls + 1, reserved_tokens = b.reserved_tokens + tokens,
      reserved_cost = b.reserved_cost + reserve_call.cost where b.run_id = run;
    return 'RESERVED';
  end $$;`,
  // After the call has been recorded: what it came to takes the place of what it might have come to.
  `create function settle_call(organization uuid, run uuid, token uuid, tokens bigint, cost numeric, actual numeric,
     is_lost boolean)
    returns void language plpgsql as $$
  begin
    perform enter_organization(organization);
    if not exists (select from run r where r.id = run and r.claim = token) then return; end if;
    update organization_budget o set reserved = greatest(0, o.reserved - settle_call.cost), spent = o.spent + actual
      where o.organization_id = organization;
    update run_budget b set reserved_calls = b.reserved_calls - 1, reserved_tokens = b.reserved_tokens - tokens,
      reserved_cost = b.reserved_cost - settle_call.cost,
      lost_tokens = b.lost_tokens + case when is_lost then tokens else 0 end,
      lost_cost = b.lost_cost + case when is_lost then settle_call.cost else 0 end where b.run_id = run;
  end $$;`,
];

const waking = [
  'grant create on schema public to patchbay_across;',
  'grant update (wake_at) on run to patchbay_across;',
  // Back into the queue, where its age puts it first.
  ...functionAcross(
    'wake_due_runs()',
    'table (organization_id uuid)',
    `with due as (select id from run where status = 'WAITING' and wake_at <= clock_timestamp() order by wake_at limit 1000
         for update skip locked),
       woken as (update run set status = 'QUEUED', change = change + 1 where id in (select id from due)
         returning organization_id)
     select distinct organization_id from woken`,
    'volatile',
  ),
  'revoke create on schema public from patchbay_across;',
];

// As before, and with the budget of the organisation's runs as it stands at the start.
const startRun = [
  `create or replace function start_run(organization uuid, workflow uuid, project uuid, draft_revision int, live_version uuid,
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
    insert into run_budget (run_id, organization_id, limits)
      select start_run.run, organization, o.limits from organization_budget o
      where o.organization_id = organization and (o.limits <> '{}' or o.monthly_cost is not null);
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
