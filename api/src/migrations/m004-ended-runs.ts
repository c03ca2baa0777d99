import { Migration } from '@mikro-orm/migrations';

/** A step that failed is known to the next attempt with its reason, and a run that ends leaves no step at work behind. */
export class M004EndedRuns extends Migration {
  override up(): void {
    for (const sql of [claimRun, finishRun]) this.addSql(sql);
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
           'error', s.error) order by s.change), '[]')
         from step_run s where s.run_id = r.id and s.status <> 'RUNNING');
  end $$;`;

// A step that an attempt which died had begun has a row that says so; should no later attempt get to it, it ends here.
const finishRun = `
  create or replace function finish_run(organization uuid, run uuid, token uuid, outcome text, result jsonb,
    failure jsonb, steps jsonb, attempts jsonb) returns boolean language plpgsql as $$
  declare number bigint;
  begin
    perform enter_organization(organization);
    update run r set status = case when r.cancel_requested_at is null then outcome else 'CANCELLED' end,
      output = case when r.cancel_requested_at is null then result end, error = failure,
      finished_at = clock_timestamp(), change = r.change + 1
      where r.id = run and r.claim = token and r.status = 'RUNNING' returning r.change into number;
    if not found then return false; end if;
    perform write_steps(organization, run, number, steps, attempts);
    update step_run s set status = 'FAILED', change = number, partial = null, finished_at = clock_timestamp(),
      error = jsonb_build_object('code', 'INTERRUPTED', 'message', 'The run ended before this step did.')
      where s.run_id = run and s.status = 'RUNNING';
    return true;
  end $$;`;
