import { Migration } from '@mikro-orm/migrations';

/** What the list of runs is filtered by, so that a million of them are counted, drawn over time and looked through at once. */
export class M022RunFilters extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const standing = 'include (status, project_id, version_number, created_at)';

const statements = [
  // A column of its own: the operator that looks into JSON is not let through the row-level security to an index.
  `alter table run add column error_code text generated always as (error ->> 'code') stored;`,
  // In place of the two that found the rows, and then had to read each of them.
  'drop index run_of_organization;',
  'drop index run_of_workflow;',
  `create index run_of_organization on run (organization_id, id desc) ${standing};`,
  `create index run_of_workflow on run (organization_id, workflow_id, id desc) ${standing};`,
  `create index run_of_status on run (organization_id, status, id desc) include (project_id, created_at);`,
  `create index run_of_requester on run (organization_id, requested_by, id desc) ${standing};`,
  `create index run_of_error on run (organization_id, error_code, id desc) ${standing} where error_code is not null;`,
  'create index attempt_of_asked_model on attempt (organization_id, model_slug, run_id desc);',
];
