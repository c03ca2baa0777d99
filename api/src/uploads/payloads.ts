// Where the bytes of uploads lie. An object store fits in its place: nothing else knows that it is a table.
import { createHash } from 'node:crypto';
import { inOrganization, type MikroORM } from '../orm.ts';

export type Payloads = {
  /** Answers with the name under which the bytes are found again: their own hash, so that the same are kept once. */
  put(organizationId: string, bytes: Buffer): Promise<string>;
  read(organizationId: string, sha256: string): Promise<Buffer>;
};

export function payloadsIn(orm: MikroORM): Payloads {
  return {
    async put(organizationId, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await inOrganization(orm, organizationId, (em) =>
        // Touched when it is there already: the sweep must not take it before its new upload is written down.
        em.execute(
          `insert into upload_payload (organization_id, sha256, bytes) values (?, ?, ?)
             on conflict (organization_id, sha256) do update set stored_at = now()`,
          [organizationId, sha256, bytes],
        ),
      );
      return sha256;
    },
    async read(organizationId, sha256) {
      const [row] = await inOrganization(orm, organizationId, (em) =>
        em.execute<{ bytes: Buffer }[]>(
          'select bytes from upload_payload where organization_id = ? and sha256 = ?',
          [organizationId, sha256],
        ),
      );
      if (!row) throw new Error('An upload has lost its payload.');
      return row.bytes;
    },
  };
}
