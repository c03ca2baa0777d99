import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuid } from 'uuid';
import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { ConflictError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { Project } from './project.ts';

export async function createProject(
  em: EntityManager,
  actor: Actor,
  input: { name: string; description?: string | null },
): Promise<Project> {
  requireAdmin(actor);
  const project = em.create(Project, {
    id: uuid(),
    organizationId: actor.organizationId,
    name: input.name,
    description: input.description ?? '',
  });
  record(em, actor, 'project.created', projectSubject(project));
  await em.flush().catch(asNameTaken(input.name));
  return project;
}

export function projectSubject(project: Project) {
  return { type: 'Project', id: project.id, name: project.name };
}

/** The database decides, so that two who ask at once cannot both win. */
export function asNameTaken(name: string) {
  return (error: unknown): never => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new ConflictError(`There is a project "${name}" already. Choose another name.`, ['name']);
  };
}
