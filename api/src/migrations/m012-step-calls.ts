import { Migration } from '@mikro-orm/migrations';

/**
 * What a step called besides models, and how far it has come: a prompt that calls tools keeps its conversation after
 * each turn, so that whoever takes the step up again repeats neither a paid answer nor a tool.
 */
export class M012StepCalls extends Migration {
  override up(): void {
    this.addSql('alter table step_run add column calls jsonb, add column progress jsonb;');
    for (const sql of [claimRun, writeSteps]) this.addSql(sql);
  }
}

const claimRun = `
  create or replace function claim_run(organization uuid, run uuid, run_epoch int, token uuid)
    returns table (project_id uuid, workflow_id uuid, graph json, input jsonb, cancelled boolean, steps jsonb)
    language plpgsql as $$
  begin
    perform enter_organization(organization);
    return query
      update run r set claim = token, claimed_at = clock_timestamp(), seen_at = clock_timestamp(),
        started_at = coalesce(r.started_at, clock_timestamp()), change = r.change + 1
      where r.id = run and r.epoch = run_epoch and r.status = 'RUNNING'
      returning r.project_id, r.workflow_id, r.graph, r.input, r.cancel_requested_at is not null,
        (select coalesce(jsonb_agg(jsonb_build_object('path', s.path, 'status', s.status, 'output', s.output,
           'error', s.error, 'calls', s.calls, 'progress', s.progress, 'attempts', case when s.status = 'RUNNING' then
           (select count(*) from attempt a where a.step_id = s.id) end) order by s.change), '[]')
         from step_run s where s.run_id = r.id and (s.status <> 'RUNNING' or s.progress is not null));
  end $$;`;

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
