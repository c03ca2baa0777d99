import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table.ts';

/** How many calls an organisation has made to platform models in the minute it last called one. */
export class M016PlatformShare extends Migration {
  override up(): void {
    this.addSql(`create table platform_share (
      organization_id uuid primary key references organization deferrable initially deferred,
      minute timestamptz not null, calls int not null check (calls > 0));`);
    for (const sql of tenantTable('platform_share', { rights: 'select, insert, update' })) this.addSql(sql);
  }
}
