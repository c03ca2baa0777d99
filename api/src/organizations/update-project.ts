import { type Actor, requireProjectRole } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { asNameTaken, projectSubject } from './create-project.ts';
import { findProject } from './find-project.ts';
import type { Project } from './project.ts';

type Changes = { projectId: string; name?: string | null; description?: string | null };

export async function updateProject(em: EntityManager, actor: Actor, changes: Changes): Promise<Project> {
  requireProjectRole(actor, changes.projectId, 'ADMIN');
  const project = await findProject(em, changes.projectId);
  const details: Record<string, unknown> = {};
  for (const field of ['name', 'description'] as const) {
    const to = changes[field];
    if (to == null || to === project[field]) continue;
    details[field] = { from: project[field], to };
    project[field] = to;
  }
  if (Object.keys(details).length > 0) record(em, actor, 'project.updated', projectSubject(project), details);
  await em.flush().catch(asNameTaken(project.name));
  return project;
}
