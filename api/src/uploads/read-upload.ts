import { inOrganization, type MikroORM } from '../orm.ts';
import { payloadsIn } from './payloads.ts';
import { Upload } from './upload.ts';

/** The bytes of a file that a run was given; null where it is no more. */
export async function readUpload(orm: MikroORM, organizationId: string, id: string): Promise<Buffer | null> {
  const upload = await inOrganization(orm, organizationId, (em) => em.findOne(Upload, { id }));
  return upload && payloadsIn(orm).read(organizationId, upload.sha256);
}
