import { Migration } from '@mikro-orm/migrations';

/** Of two who edit a tool or a connection at once, the second is told what the first has saved. */
export class M028ToolRevision extends Migration {
  override up(): void {
    this.addSql('alter table tool add column revision int not null default 1;');
    this.addSql('alter table connection add column revision int not null default 1;');
  }
}
