import { Migration } from '@mikro-orm/migrations';

/** Some keys end by themselves, and say when. */
export class M011SecretEnds extends Migration {
  override up(): void {
    this.addSql(`alter table credential add ends jsonb not null default '{}';`);
  }
}
