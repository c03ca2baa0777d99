import { Migration } from '@mikro-orm/migrations';

/**
 * The verbs of the run engine, one round trip each. They work as patchbay_app in the run's organisation, so row-level
 * security holds in them as everywhere, and each first proves by the claim that its caller still drives the run.
 */
export class M003RunEngine extends Migration {
  override up(): void {
    for (const sql of [
      enterOrganization,
      claimRun,
      writeSteps,
      recordSteps,
      notePartial,
      finishRun,
      holdsRun,
    ]) {
      this.addSql(sql);
    }
  }
}

const enterOrganization = `
  create function enter_organization(organization uuid) returns void language sql as $$
    select set_config('role', 'patchbay_app', true),
           set_config('patchbay.organization_id', organization::text, true);
  $$;`;

// An attempt at an epoch takes the run over: whoever drove it before finds another's token at its next write.
const claimRun = `
  create function claim_run(organization uuid, run uuid, run_epoch int, token uuid)
    returns table (project_id uuid, workflow_id uuid, graph json, input jsonb, cancelled boolean, steps jsonb)
    language plpgsql as $$
  begin
    perform enter_organization(organization);
    return query
      update run r set claim = token, claimed_at = clock_timestamp(), seen_at = clock_timestamp(),
        started_at = coalesce(r.started_at, clock_timestamp()), change = r.change + 1
      where r.id = run and r.epoch = run_epoch and r.status = 'RUNNING'
      returning r.project_id, r.workflow_id, r.graph, r.input, r.cancel_requested_at is not null,
        (select coalesce(jsonb_agg(jsonb_build_object('path', s.path, 'status', s.status, 'output', s.output)), '[]')
         from step_run s where s.run_id = r.id and s.status <> 'RUNNING');
  end $$;`;

// Writing the same twice changes nothing: whoever lost the connection in between may write again.
// A step that ran before its row was final has one already, with its id; whatever was final stays as it is.
const writeSteps = `
  create function write_steps(organization uuid, run uuid, number bigint, steps jsonb, attempts jsonb) returns void
    language sql as $$
    insert into step_run as s (id, organization_id, run_id, path, node_id, kind, status, change, output, error,
        started_at, finished_at)
      select w.id, organization, run, w.path, w."nodeId", w.kind, w.status, number, w.output, w.error,
        w."startedAt", w."finishedAt"
      from jsonb_to_recordset(steps) as w (id uuid, path text, "nodeId" text, kind text, status text, output jsonb,
        error jsonb, "startedAt" timestamptz, "finishedAt" timestamptz)
      on conflict on constraint step_run_run_id_path_key do update set status = excluded.status,
        change = excluded.change, output = excluded.output, error = excluded.error, partial = null,
        started_at = excluded.started_at, finished_at = excluded.finished_at
        where s.status = 'RUNNING';
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

// The rows of finished steps with their attempts, or nothing: false tells that the run is no longer the caller's. The
// run's row is updated first: its lock puts the changes of one run in order, and its claim is the fence.
const recordSteps = `
  create function record_steps(organization uuid, run uuid, token uuid, steps jsonb, attempts jsonb)
    returns boolean language plpgsql as $$
  declare number bigint;
  begin
    perform enter_organization(organization);
    update run r set change = r.change + 1, seen_at = clock_timestamp()
      where r.id = run and r.claim = token and r.status = 'RUNNING' returning r.change into number;
    if not found then return false; end if;
    perform write_steps(organization, run, number, steps, attempts);
    return true;
  end $$;`;

// What a step that is still at work has to show: that it runs, and the text it has streamed so far.
const notePartial = `
  create function note_partial(organization uuid, run uuid, token uuid, step jsonb, so_far text)
    returns boolean language plpgsql as $$
  declare number bigint;
  begin
    perform enter_organization(organization);
    update step_run s set partial = so_far where s.run_id = run and s.path = step->>'path'
      and s.status = 'RUNNING' and exists (select from run r where r.id = run and r.claim = token);
    if found then return true; end if;
    update run r set change = r.change + 1, seen_at = clock_timestamp()
      where r.id = run and r.claim = token and r.status = 'RUNNING' returning r.change into number;
    if not found then return false; end if;
    insert into step_run (id, organization_id, run_id, path, node_id, kind, status, change, partial, started_at)
      values ((step->>'id')::uuid, organization, run, step->>'path', step->>'nodeId', step->>'kind',
        'RUNNING', number, so_far, (step->>'startedAt')::timestamptz)
      on conflict on constraint step_run_run_id_path_key do nothing;
    return true;
  end $$;`;

// A run whose cancelling was asked for before it ended never succeeds.
const finishRun = `
  create function finish_run(organization uuid, run uuid, token uuid, outcome text, result jsonb, failure jsonb,
    steps jsonb, attempts jsonb) returns boolean language plpgsql as $$
  declare number bigint;
  begin
    perform enter_organization(organization);
    update run r set status = case when r.cancel_requested_at is null then outcome else 'CANCELLED' end,
      output = case when r.cancel_requested_at is null then result end, error = failure,
      finished_at = clock_timestamp(), change = r.change + 1
      where r.id = run and r.claim = token and r.status = 'RUNNING' returning r.change into number;
    if not found then return false; end if;
    perform write_steps(organization, run, number, steps, attempts);
    return true;
  end $$;`;

const holdsRun = `
  create function holds_run(organization uuid, run uuid, token uuid) returns boolean language plpgsql as $$
  begin
    perform enter_organization(organization);
    return exists (select from run r where r.id = run and r.claim = token and r.status = 'RUNNING');
  end $$;`;
