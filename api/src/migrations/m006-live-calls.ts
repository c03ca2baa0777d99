import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table.ts';

/** Calls of a model that a person watches: connection tests, probes of capabilities, and trials with their receipts. */
export class M006LiveCalls extends Migration {
  override up(): void {
    for (const sql of [...liveCalls, ...tests, ...evidence, ...trials]) this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';
const ofLiveCall = `foreign key (organization_id, live_call_id) references live_call (organization_id, id)
  deferrable initially deferred`;

const liveCalls = [
  // Written before the provider is called: whoever comes back with the same key finds it, and does not call again.
  `create table live_call (id uuid primary key, ${organizationId},
     kind text not null check (kind in ('TEST', 'PROBE', 'TRIAL')),
     idempotency_key text not null check (length(idempotency_key) between 1 and 200),
     requested_by text not null, requested_by_id uuid not null,
     began_at timestamptz not null default clock_timestamp(), ended_at timestamptz,
     unique (organization_id, id), unique (organization_id, requested_by_id, idempotency_key));`,
  ...tenantTable('live_call', { rights: 'select, insert, update' }),
];

const tests = [
  // The origin is where the model was reached, where its provider has many: prices depend on it.
  `alter table connection_test add live_call_id uuid, add origin text, add ${ofLiveCall};`,
  'create index connection_test_of_live_call on connection_test (live_call_id) where live_call_id is not null;',
];

const evidence = [
  // The fingerprint says what was probed: evidence of another setup is stale.
  `create table capability_evidence (id uuid primary key, ${organizationId}, fingerprint text not null,
     model_id uuid, live_call_id uuid not null,
     capability text not null check (capability in ('jsonMode', 'vision', 'toolUse', 'reasoning')),
     verdict text not null check (verdict in ('YES', 'NO', 'UNKNOWN')), evidence text not null, provider_text text,
     latency_ms double precision not null, requested_by text not null, requested_by_id uuid not null,
     at timestamptz not null default clock_timestamp(), ${ofLiveCall});`,
  'create index capability_evidence_fingerprint on capability_evidence (organization_id, fingerprint) where model_id is null;',
  'create index capability_evidence_model on capability_evidence (organization_id, model_id, capability, id desc);',
  'create index capability_evidence_of_live_call on capability_evidence (live_call_id);',
  ...tenantTable('capability_evidence', { rights: 'select, insert, update' }),
];

const trials = [
  // An attempt belongs to a step of a run or to a trial, and costs the same in both.
  `alter table attempt alter run_id drop not null, alter step_id drop not null, add live_call_id uuid, add ${ofLiveCall},
     add constraint attempt_of_a_step_or_a_trial check (
       (run_id is not null and step_id is not null and live_call_id is null)
       or (run_id is null and step_id is null and live_call_id is not null));`,
  'create index attempt_of_live_call on attempt (live_call_id) where live_call_id is not null;',
];
