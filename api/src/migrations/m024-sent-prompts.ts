import { Migration } from '@mikro-orm/migrations';

/** What was sent to a model stays with its step, and what a model said that is not the step's answer with its attempt. */
export class M024SentPrompts extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  'alter table step_run add column sent jsonb;',
  'alter table attempt add column said text;',
  // In the order in which they are paged through.
  'drop index step_run_inside;',
  'create index step_run_inside on step_run (run_id, parent, id) where parent is not null;',
  // As before, with the two.
  `create or replace function write_steps(organization uuid, run uuid, number bigint, steps jsonb, attempts jsonb)
    returns void language sql as $$
    insert into step_run as s (id, organization_id, run_id, path, parent, node_id, kind, status, change, output, error,
        calls, progress, items, sent, started_at, finished_at)
      select w.id, organization, run, w.path, w.parent, w."nodeId", w.kind, w.status, number, w.output, w.error,
        w.calls, w.progress, w.items, w.sent, w."startedAt", w."finishedAt"
      from jsonb_to_recordset(steps) as w (id uuid, path text, parent text, "nodeId" text, kind text, status text,
        output jsonb, error jsonb, calls jsonb, progress jsonb, items jsonb, sent jsonb, "startedAt" timestamptz,
        "finishedAt" timestamptz)
      on conflict on constraint step_run_run_id_path_key do update set status = excluded.status,
        change = excluded.change, output = excluded.output, error = excluded.error, calls = excluded.calls,
        progress = excluded.progress, items = excluded.items, sent = coalesce(excluded.sent, s.sent), partial = null,
        started_at = excluded.started_at, finished_at = excluded.finished_at
        where s.status in ('RUNNING', 'WAITING')
          or (s.origin <> 'RAN' and s.status = 'SUCCEEDED' and excluded.status = 'SKIPPED');
    insert into attempt (id, organization_id, run_id, step_id, position, reference, reason, provider, model_slug,
        provider_model_id, outcome, error, said, started_at, first_token_at, finished_at, input_tokens, cached_tokens,
        output_tokens, reasoning_tokens, input_price, output_price, cost)
      select a.id, organization, run, s.id, a.position, a.reference, a.reason, a.provider, a."modelSlug",
        a."providerModelId", a.outcome, a.error, a.said, a."startedAt", a."firstTokenAt", a."finishedAt",
        a."inputTokens", a."cachedTokens", a."outputTokens", a."reasoningTokens", a."inputPrice", a."outputPrice",
        a.cost
      from jsonb_to_recordset(attempts) as a (id uuid, path text, position int, reference text, reason text,
        provider text, "modelSlug" text, "providerModelId" text, outcome text, error jsonb, said text,
        "startedAt" timestamptz, "firstTokenAt" timestamptz, "finishedAt" timestamptz, "inputTokens" int,
        "cachedTokens" int, "outputTokens" int, "reasoningTokens" int, "inputPrice" numeric, "outputPrice" numeric,
        cost numeric)
      join step_run s on s.run_id = run and s.path = a.path
      on conflict do nothing;
  $$;`,
];
