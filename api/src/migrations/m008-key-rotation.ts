import { Migration } from '@mikro-orm/migrations';
import { functionAcross, readAcross } from './tenant-table.ts';

/** What a rotation of the key ring must know across organisations: whose key is wrapped by which key of the ring. */
export class M008KeyRotation extends Migration {
  override up(): void {
    for (const sql of [
      'grant create on schema public to patchbay_across;',
      ...readAcross('organization_key'),
      ...wrappings,
      'revoke create on schema public from patchbay_across;',
    ])
      this.addSql(sql);
  }
}

/** A wrapped key is `w1.<id of the ring's key>.…`: the id is no secret, and all that leaves its organisation. */
const wrappings = [
  ...functionAcross(
    'organizations_not_wrapped_by(ring_id text, behind uuid, most int)',
    'setof uuid',
    `select organization_id from organization_key
     where split_part(wrapped, '.', 2) <> ring_id and organization_id > behind order by organization_id limit most`,
  ),
  ...functionAcross(
    'key_ring_use()',
    'table (ring_id text, organizations int)',
    `select split_part(wrapped, '.', 2), count(*)::int from organization_key group by 1 order by 1`,
  ),
];
