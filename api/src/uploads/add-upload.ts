import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { findProject } from '../organizations/find-project.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { cleanName, nameFor } from './clean-name.ts';
import { detectMediaType } from './detect-media-type.ts';
import { type Payloads } from './payloads.ts';
import { Upload } from './upload.ts';

type Tools = { orm: MikroORM; payloads: Payloads };

type Input = {
  projectId: string;
  name: string;
  /** Nothing is read for somebody who may not bring it. */
  read(): Promise<Buffer>;
};

/** Keeps a file for the runs of a project. */
export async function addUpload(
  { orm, payloads }: Tools,
  actor: Actor,
  { projectId, name: given, read }: Input,
): Promise<Upload> {
  const { organizationId } = actor;
  requireProjectRole(actor, projectId, 'CONTRIBUTOR');
  const project = await inOrganization(orm, organizationId, (em) => findProject(em, projectId));
  if (project.archivedAt)
    throw new ConflictError('This project is archived. Restore it, or choose another one.', ['projectId']);
  const name = cleanName(given);

  const bytes = await read();
  if (bytes.length === 0) throw InvalidInputError.at('file', `“${name}” is empty.`);
  const mediaType = detectMediaType(bytes, name);
  const sha256 = await payloads.put(organizationId, bytes);
  return inOrganization(orm, organizationId, async (em) => {
    const upload = em.create(Upload, {
      id: uuid(),
      organizationId,
      projectId,
      name: nameFor(name, mediaType),
      mediaType,
      size: bytes.length,
      sha256,
      uploadedBy: actor.name,
    });
    const subject = { type: 'Upload', id: upload.id, name: upload.name };
    record(em, actor, 'upload.added', subject, { projectId, mediaType, size: bytes.length });
    await em.flush();
    return upload;
  });
}
