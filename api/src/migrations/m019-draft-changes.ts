import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table.ts';

/** Who has worked on what of a draft since it was published last, so that nobody's changes are published unnamed. */
export class M019DraftChanges extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';

const statements = [
  // One row for each person and part, however often they save: it grows with the workflow, not with the typing.
  `create table draft_change (${organizationId}, workflow_id uuid not null, part text not null, actor_id uuid not null,
     actor_name text not null, revision int not null, changed_at timestamptz not null default now(),
     primary key (workflow_id, part, actor_id),
     foreign key (organization_id, workflow_id) references workflow (organization_id, id) deferrable initially deferred);`,
  ...tenantTable('draft_change'),
  // Whose changes a version holds beside those of who published it.
  `alter table workflow_version add column also_by text[] not null default '{}';`,
];
