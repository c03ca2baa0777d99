import { Migration } from '@mikro-orm/migrations';
import { functionAcross, readAcross, tenantTable } from './tenant-table.ts';

/** Models with their sealed credentials, workflows with their versions, and runs. */
export class M002FirstLight extends Migration {
  override up(): void {
    const statements = [
      'grant create on schema public to patchbay_across;',
      ...secrets,
      ...models,
      ...workflows,
      ...runs,
      ...steps,
      ...driving,
      'revoke create on schema public from patchbay_across;',
    ];
    for (const sql of statements) this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';

const secrets = [
  // The organisation's own key, wrapped by the key ring that lives outside the database.
  `create table organization_key (id uuid primary key, ${organizationId}, wrapped text not null,
     created_at timestamptz not null default now(), unique (organization_id));`,
  ...tenantTable('organization_key', { rights: 'select, insert, update' }),

  // Apart from models: whoever reads a model's row has read no secret. `audience` is where the secrets may go.
  `create table credential (id uuid primary key, ${organizationId}, provider text not null, audience text not null,
     sealed jsonb not null, masks jsonb not null, created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(), unique (organization_id, id));`,
  ...tenantTable('credential'),
];

const models = [
  `create table custom_model (id uuid primary key, ${organizationId}, slug text not null
       check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
     provider text not null, provider_model_id text not null check (length(provider_model_id) between 1 and 500),
     display_name text not null check (length(display_name) between 1 and 120), description text not null default '',
     settings jsonb not null default '{}', credential_id uuid, max_tokens int not null check (max_tokens >= 1),
     json_mode boolean not null, vision boolean not null, tool_use boolean not null, reasoning boolean not null,
     reasoning_parameter text not null default 'max_tokens' check (reasoning_parameter in ('max_tokens', 'effort')),
     input_cost numeric check (input_cost >= 0), output_cost numeric check (output_cost >= 0),
     active boolean not null default true, untested boolean not null default false, fingerprint text not null,
     created_by text not null, created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(), deleted_at timestamptz, unique (organization_id, id),
     unique (organization_id, slug),
     foreign key (organization_id, credential_id) references credential (organization_id, id)
       deferrable initially deferred);`,
  ...tenantTable('custom_model', { rights: 'select, insert, update' }),

  // A test is a record of exactly what was tested; adding a model names one that passed.
  `create table connection_test (id uuid primary key, ${organizationId}, fingerprint text not null,
     provider text not null, provider_model_id text not null, model_id uuid, passed boolean not null,
     message text not null, error_kind text, status int, latency_ms double precision not null,
     requested_by text not null, requested_by_id uuid not null, at timestamptz not null default now());`,
  'create index connection_test_fingerprint on connection_test (organization_id, fingerprint);',
  'create index connection_test_model on connection_test (organization_id, model_id, id desc);',
  ...tenantTable('connection_test', { rights: 'select, insert, update' }),
];

const workflows = [
  // `revision` counts changes of the graph alone: publishing or looking elsewhere is no conflict. Graphs are `json`, not
  // `jsonb`, which forgets the order of keys: in an output schema it is the order in which a model answers.
  `create table workflow (id uuid primary key, ${organizationId}, project_id uuid not null,
     name text not null check (length(name) between 1 and 120), description text not null default '',
     revision int not null default 1, draft json not null, draft_by text not null,
     draft_at timestamptz not null default now(), live_version_id uuid, created_at timestamptz not null default now(),
     archived_at timestamptz, unique (organization_id, id),
     foreign key (organization_id, project_id) references project (organization_id, id) deferrable initially deferred);`,
  'create index workflow_project on workflow (organization_id, project_id);',
  ...tenantTable('workflow', { rights: 'select, insert, update' }),

  `create table workflow_version (id uuid primary key, ${organizationId}, workflow_id uuid not null,
     number int not null, graph json not null, revision int not null, message text not null default '',
     author text not null, published_at timestamptz not null default now(), unique (workflow_id, number), unique (organization_id, id),
     foreign key (organization_id, workflow_id) references workflow (organization_id, id) deferrable initially deferred);`,
  // Immutable by grant.
  ...tenantTable('workflow_version', { rights: 'select, insert' }),
  `alter table workflow add foreign key (organization_id, live_version_id)
     references workflow_version (organization_id, id) deferrable initially deferred;`,
];

const runs = [
  // `claim` is the fence: an attempt at driving the run writes its token here, every later write carries it, and who
  // finds another's token stops. `change` counts what happened to the run, in order: a watcher resumes after a number.
  `create table run (id uuid primary key, ${organizationId}, project_id uuid not null, workflow_id uuid not null,
     version_number int, graph json not null, input jsonb not null, output jsonb, error jsonb,
     status text not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
     epoch int not null default 0, claim uuid, change bigint not null default 1,
     idempotency_key text check (length(idempotency_key) between 1 and 200), requested_by text not null,
     created_at timestamptz not null default clock_timestamp(), admitted_at timestamptz, claimed_at timestamptz,
     seen_at timestamptz, started_at timestamptz, finished_at timestamptz, cancel_requested_at timestamptz,
     unique (organization_id, id),
     foreign key (organization_id, workflow_id) references workflow (organization_id, id) deferrable initially deferred);`,
  'create unique index run_idempotency on run (organization_id, workflow_id, idempotency_key) where idempotency_key is not null;',
  'create index run_of_workflow on run (organization_id, workflow_id, id desc);',
  'create index run_of_organization on run (organization_id, id desc);',
  `create index run_queued on run (organization_id, id) where status = 'QUEUED';`,
  `create index run_running on run (organization_id, seen_at) where status = 'RUNNING';`,
  ...tenantTable('run', { rights: 'select, insert, update' }),
  ...readAcross('run'),
  'create policy drive on run for update to patchbay_across using (true);',
  'grant update (status, epoch, admitted_at, claim, seen_at, change) on run to patchbay_across;',
];

const steps = [
  // `path` is the node's id; inside a map it will name the item too. One row per step, kept from epoch to epoch.
  `create table step_run (id uuid primary key, ${organizationId}, run_id uuid not null, path text not null,
     node_id text not null, kind text not null,
     status text not null check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED')),
     change bigint not null, output jsonb, error jsonb, partial text, started_at timestamptz not null,
     finished_at timestamptz, unique (run_id, path));`,
  'create index step_run_change on step_run (run_id, change);',
  ...tenantTable('step_run', { rights: 'select, insert, update' }),

  // One call to one candidate. Tokens and price are those of its moment; a cost of null means unpriced, never free.
  `create table attempt (id uuid primary key, ${organizationId}, run_id uuid not null, step_id uuid not null,
     position int not null, reference text not null, reason text not null, provider text not null,
     model_slug text not null, provider_model_id text not null, outcome text not null, error jsonb,
     started_at timestamptz not null, first_token_at timestamptz, finished_at timestamptz not null,
     input_tokens int, cached_tokens int, output_tokens int, reasoning_tokens int,
     input_price numeric, output_price numeric, cost numeric, unique (step_id, position));`,
  'create index attempt_of_run on attempt (run_id);',
  ...tenantTable('attempt', { rights: 'select, insert' }),
];

const driving = [
  // Lets as many queued runs of one organisation go as its limit leaves room for, oldest first. The lock makes the
  // count exact: two who admit at once take turns, and the second counts what the first let go.
  `create function admit_runs(organization uuid, at_most int)
     returns table (run_id uuid, organization_id uuid, epoch int) language plpgsql security definer
     set search_path = public, pg_temp as $$
   begin
     perform pg_advisory_xact_lock(hashtextextended('admit:' || organization::text, 0));
     return query
       update run r set status = 'RUNNING', admitted_at = clock_timestamp(), epoch = r.epoch + 1,
         change = r.change + 1
       where r.id in (
         select q.id from run q where q.organization_id = organization and q.status = 'QUEUED' order by q.id
         limit greatest(0, at_most - (select count(*) from run a
                                      where a.organization_id = organization and a.status = 'RUNNING')))
         and r.status = 'QUEUED'
       returning r.id, r.organization_id, r.epoch;
   end $$;`,
  'alter function admit_runs(uuid, int) owner to patchbay_across;',
  'revoke all on function admit_runs(uuid, int) from public;',
  'grant execute on function admit_runs(uuid, int) to patchbay_app;',

  // What the sweeper looks for: organisations with queued runs, runs that nobody took up, and runs whose driver fell
  // silent (its worker is gone and Restate forgot it, too): those get a new epoch, which fences off the old one.
  ...functionAcross(
    'organizations_with_queued_runs()',
    'table (organization_id uuid)',
    `select distinct organization_id from run where status = 'QUEUED'`,
  ),
  ...functionAcross(
    'unclaimed_runs()',
    'table (run_id uuid, organization_id uuid, epoch int)',
    `select id, organization_id, epoch from run where status = 'RUNNING' and claim is null
       and admitted_at < clock_timestamp() - interval '2 seconds' limit 1000`,
  ),
  ...functionAcross(
    'revive_silent_runs()',
    'table (run_id uuid, organization_id uuid, epoch int)',
    `update run set epoch = epoch + 1, claim = null, admitted_at = clock_timestamp() where id in (
       select id from run where status = 'RUNNING' and claim is not null
         and seen_at < clock_timestamp() - interval '20 seconds' limit 1000 for update skip locked)
     returning id, organization_id, epoch`,
    'volatile',
  ),
  // One statement per worker and beat tells which runs are being driven, and hears which of them to cancel.
  ...functionAcross(
    'see_runs(driven uuid[])',
    'table (run_id uuid)',
    `with seen as (update run set seen_at = clock_timestamp() where id = any (driven) and status = 'RUNNING'
       returning id, cancel_requested_at)
     select id from seen where cancel_requested_at is not null`,
    'volatile',
  ),
];
