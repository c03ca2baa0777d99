import { Migration } from '@mikro-orm/migrations';

/**
 * A name for what a use asks and of whom, so that the few different questions among a million uses are found by walking
 * an index from one to the next. Of the type whose comparisons the row-level security lets through to an index.
 */
export class M020AskedQuestions extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `alter table model_use add column question_key uuid not null
     generated always as (md5(reference || ' ' || question::text)::uuid) stored;`,
  'create index model_use_published_question on model_use (organization_id, question_key) where version_id is not null;',
];
