import { type Actor, visibleProjects } from '../access/actor.ts';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { Upload } from './upload.ts';

/** Which uploads the actor may see, as a condition. */
export function visibleUploads(actor: Actor): { projectId?: string[] } {
  const projects = visibleProjects(actor);
  return projects === 'all' ? {} : { projectId: projects };
}

export async function findUpload(em: EntityManager, actor: Actor, id: string | null): Promise<Upload> {
  const upload = id === null ? null : await em.findOne(Upload, { $and: [{ id }, visibleUploads(actor)] });
  if (!upload) throw new NotFoundError('file');
  return upload;
}
