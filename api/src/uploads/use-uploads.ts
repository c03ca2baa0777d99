import type { EntityManager } from '../orm.ts';
import { readGlobalId } from '../graphql/global-id.ts';
import { Upload } from './upload.ts';

/** The uploads of a project that a run is started with, by the ids they were named by. From now on no sweep takes them. */
export async function useUploads(
  em: EntityManager,
  projectId: string,
  names: readonly string[],
): Promise<Map<string, Upload>> {
  const ids = names.flatMap((name) => {
    const read = readGlobalId(name);
    return read?.type === 'Upload' ? [read.id] : [];
  });
  if (ids.length === 0) return new Map();
  // First the mark, then the look: what is found here can no longer be swept.
  await em.nativeUpdate(Upload, { id: ids, projectId, usedAt: null }, { usedAt: new Date() });
  const uploads = await em.find(Upload, { id: ids, projectId });
  return new Map(uploads.map((upload) => [upload.asValue().id, upload]));
}
