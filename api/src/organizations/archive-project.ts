import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { asNameTaken, projectSubject } from './create-project.ts';
import { findProject } from './find-project.ts';
import type { Project } from './project.ts';

/** Archiving hides a project and keeps everything in it; restoring brings it back as it was. */
export async function archiveProject(
  em: EntityManager,
  actor: Actor,
  { projectId, archived }: { projectId: string; archived: boolean },
): Promise<Project> {
  requireAdmin(actor);
  const project = await findProject(em, projectId);
  if ((project.archivedAt !== null) === archived) return project;
  project.archivedAt = archived ? new Date() : null;
  record(em, actor, archived ? 'project.archived' : 'project.restored', projectSubject(project));
  await em.flush().catch(asNameTaken(project.name));
  return project;
}
