import type pg from 'pg';

/** Runs that have ended, over ninety days, with a call each; faster than by running them. */
export async function seedRuns(
  client: pg.ClientBase,
  organizationId: string,
  { runs, workflows }: { runs: number; workflows: number },
): Promise<void> {
  await client.query('begin');
  // A million checks of foreign keys at the end would take longer than all the rest.
  await client.query('set local session_replication_role = replica');
  await client.query(
    `create temporary table measured on commit drop as
     select n, at, project, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' ||
       substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid as id,
       ('00000000-0000-7000-8000-' || lpad((n % $3)::text, 12, '0'))::uuid as workflow
     from (select id as project from project where organization_id = $1 limit 1) p,
       generate_series(1, $2::int) n, lateral (select now() - n * interval '90 days' / $2::int as at) moment`,
    [organizationId, runs, workflows],
  );
  await client.query(
    `insert into run (id, organization_id, project_id, workflow_id, version_number, graph, input, error, status,
       requested_by, created_at, started_at, finished_at)
     select id, $1, project, workflow, 1 + n % 5, '{}', '{}',
       case when n % 50 = 0 then '{"code": "RATE_LIMITED", "message": "Too many."}'::jsonb end,
       case when n % 50 = 0 then 'FAILED' when n % 1000 = 1 then 'CANCELLED' else 'SUCCEEDED' end,
       'Person ' || n % 20, at, at, at + interval '2 seconds' from measured`,
    [organizationId],
  );
  await client.query(
    `insert into attempt (id, organization_id, run_id, step_id, position, reference, reason, provider, model_slug,
       provider_model_id, outcome, started_at, finished_at, input_tokens, output_tokens, cost)
     select id, $1, id, id, 1, 'default', 'The step names it.', 'openai', 'measured-' || n % 100, 'measured', 'answered',
       at, at + interval '2 seconds', 100, 20, 0.001 from measured`,
    [organizationId],
  );
  await client.query('commit');
  // As autovacuum would, a while after so many rows came.
  await client.query('vacuum analyze run, attempt');
}
