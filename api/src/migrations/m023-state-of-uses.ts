import { Migration } from '@mikro-orm/migrations';

/**
 * Each use says whether it counts, so that who uses a model is read from one stretch of an index: no workflow has to be
 * looked up to know that it is not archived, or which of its versions is live.
 */
export class M023StateOfUses extends Migration {
  override up(): void {
    for (const sql of [...state, ...kept, ...indexes]) this.addSql(sql);
  }
}

const tables = ['workflow', 'model_use'];

const state = [
  'alter table model_use add column state text;',
  // Forced security hides these rows from their owner, too.
  ...tables.map((table) => `alter table ${table} no force row level security;`),
  `update model_use u set state = case when w.archived_at is not null then 'ARCHIVED' when u.version_id is null then 'DRAFT'
     when u.version_id = w.live_version_id then 'LIVE' else 'OLDER' end
   from workflow w where w.id = u.workflow_id;`,
  // The checks that wait for the end would keep the table from being altered further.
  'set constraints all immediate;',
  ...tables.map((table) => `alter table ${table} force row level security;`),
  `alter table model_use alter column state set not null,
     add constraint model_use_state check (state in ('DRAFT', 'LIVE', 'OLDER', 'ARCHIVED'));`,
];

/** Whoever publishes, archives or restores by whichever way cannot forget it. */
const kept = [
  `create function keep_state_of_uses() returns trigger language plpgsql as $$
  begin
    update model_use u set state = case when new.archived_at is not null then 'ARCHIVED' when u.version_id is null then 'DRAFT'
        when u.version_id = new.live_version_id then 'LIVE' else 'OLDER' end
      where u.workflow_id = new.id
        -- Old versions may be many, and publishing tells of two of them.
        and (new.archived_at is distinct from old.archived_at or u.version_id in (old.live_version_id, new.live_version_id));
    return null;
  end $$;`,
  `create trigger keep_state_of_uses after update of live_version_id, archived_at on workflow for each row
     when (old.live_version_id is distinct from new.live_version_id or old.archived_at is distinct from new.archived_at)
     execute function keep_state_of_uses();`,
];

const indexes = [
  'drop index model_use_reference;',
  `create index model_use_active on model_use (organization_id, reference, workflow_id, node_id)
     where state in ('DRAFT', 'LIVE');`,
  `create index model_use_versions on model_use (organization_id, reference, version_id) where state in ('LIVE', 'OLDER');`,
  // What needs attention: found by the question where few do, by the workflow where many do.
  `create index model_use_live_question on model_use (organization_id, question_key, workflow_id) where state = 'LIVE';`,
  `create index model_use_live on model_use (organization_id, workflow_id, question_key) where state = 'LIVE';`,
];
