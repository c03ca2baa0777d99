import { Migration } from '@mikro-orm/migrations';

/** What the registry sorts, searches and filters by, as columns and indexes: thousands of models are no reason to wait. */
export class M009RegistryOrder extends Migration {
  override up(): void {
    for (const sql of [...columns, ...lastTests, ...indexes]) this.addSql(sql);
  }
}

// Row-level security lets a condition use an index only where it leaks nothing, and `lower` is not known to be so: a
// column that is compared as it stands is.
const columns = [
  `alter table custom_model
     add sort_name text collate "C" generated always as (lower(display_name)) stored,
     add sought text generated always as
       (lower(display_name || ' ' || slug || ' ' || provider_model_id || ' ' || description)) stored,
     add last_test_id uuid, add last_test_passed boolean,
     add last_tested_at timestamptz not null default '-infinity';`,
];

const lastTests = [
  // Whoever records a test of a model, or gives it one that was made before it was added, changes its health.
  `create function keep_last_test() returns trigger language plpgsql as $$
   begin
     update custom_model set last_test_id = new.id, last_test_passed = new.passed, last_tested_at = new.at
       where id = new.model_id and (last_test_id is null or last_test_id < new.id);
     return null;
   end $$;`,
  `create trigger keep_last_test after insert or update of model_id on connection_test
     for each row when (new.model_id is not null) execute function keep_last_test();`,
  // Forced security hides these rows from their owner, too.
  'alter table custom_model no force row level security;',
  'alter table connection_test no force row level security;',
  `update custom_model m set last_test_id = t.id, last_test_passed = t.passed, last_tested_at = t.at
   from (select distinct on (model_id) * from connection_test where model_id is not null order by model_id, id desc) t
   where t.model_id = m.id;`,
  'alter table custom_model force row level security;',
  'alter table connection_test force row level security;',
];

const indexes = [
  'create index custom_model_name on custom_model (organization_id, sort_name, id);',
  'create index custom_model_created on custom_model (organization_id, created_at, id);',
  'create index custom_model_tested on custom_model (organization_id, last_tested_at, id);',
];
