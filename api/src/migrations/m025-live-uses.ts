import { Migration } from '@mikro-orm/migrations';

/** Versions that came of repointing were written after their workflow pointed at them, and stood as older ones. */
export class M025LiveUses extends Migration {
  override up(): void {
    for (const sql of repair) this.addSql(sql);
  }
}

const tables = ['workflow', 'model_use'];

const repair = [
  // Forced security hides these rows from their owner, too.
  ...tables.map((table) => `alter table ${table} no force row level security;`),
  `update model_use u set state = 'LIVE' from workflow w
   where w.id = u.workflow_id and w.archived_at is null and u.version_id = w.live_version_id and u.state <> 'LIVE';`,
  'set constraints all immediate;',
  ...tables.map((table) => `alter table ${table} force row level security;`),
];
