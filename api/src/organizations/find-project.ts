import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { Project } from './project.ts';

export async function findProject(em: EntityManager, id: string): Promise<Project> {
  const project = await em.findOne(Project, { id });
  if (!project) throw new NotFoundError('project', ['projectId']);
  return project;
}
