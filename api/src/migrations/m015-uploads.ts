import { Migration } from '@mikro-orm/migrations';
import { functionAcross, tenantTable } from './tenant-table.ts';

/** Files that runs are given, with their bytes stored once in an organisation. */
export class M015Uploads extends Migration {
  override up(): void {
    for (const sql of [
      'grant create on schema public to patchbay_across;',
      ...uploads,
      ...sweep,
      'revoke create on schema public from patchbay_across;',
    ])
      this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';

const uploads = [
  `create table upload_payload (${organizationId}, sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
     bytes bytea not null, stored_at timestamptz not null default now(), primary key (organization_id, sha256));`,
  // Images and PDFs are compressed already.
  'alter table upload_payload alter column bytes set storage external;',
  ...tenantTable('upload_payload', { rights: 'select, insert, update (stored_at)' }),

  `create table upload (id uuid primary key, ${organizationId}, project_id uuid not null,
     name text not null check (length(name) between 1 and 255), media_type text not null,
     size int not null check (size > 0), sha256 text not null, uploaded_by text not null,
     created_at timestamptz not null default now(), used_at timestamptz, unique (organization_id, id),
     foreign key (organization_id, project_id) references project (organization_id, id) deferrable initially deferred,
     foreign key (organization_id, sha256) references upload_payload (organization_id, sha256));`,
  'create index upload_of_payload on upload (organization_id, sha256);',
  'create index upload_unused on upload (created_at) where used_at is null;',
  ...tenantTable('upload', { rights: 'select, insert, update (used_at)' }),
];

const sweep = [
  ...['upload', 'upload_payload'].flatMap((table) => [
    `create policy across on ${table} to patchbay_across using (true);`,
    `grant select, delete on ${table} to patchbay_across;`,
  ]),
  // Payloads go a day after their last upload: one that was just stored may still wait for its upload's row.
  ...functionAcross(
    'sweep_uploads(unused_days int)',
    'int',
    `delete from upload_payload p where stored_at < now() - interval '1 day' and not exists (
       select from upload u where u.organization_id = p.organization_id and u.sha256 = p.sha256);
     with gone as (
       delete from upload where used_at is null and created_at < now() - make_interval(days => unused_days) returning 1)
     select count(*)::int from gone`,
    'volatile',
  ),
];
