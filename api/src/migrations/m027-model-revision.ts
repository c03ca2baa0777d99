import { Migration } from '@mikro-orm/migrations';

/** Of two who edit a model at once, the second is told what the first has saved. */
export class M027ModelRevision extends Migration {
  override up(): void {
    this.addSql('alter table custom_model add column revision int not null default 1;');
  }
}
