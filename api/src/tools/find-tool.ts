import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type Actor, requireProjectRole, roleInProject } from '../access/actor.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import type { ProjectRole } from '../organizations/project.ts';
import type { EntityManager } from '../orm.ts';
import { Tool } from './tool.ts';

/** Whoever is not in its project hears that there is none. */
export async function findTool(
  em: EntityManager,
  actor: Actor,
  id: string,
  wanted: ProjectRole,
): Promise<Tool> {
  const tool = await em.findOne(Tool, { id });
  if (!tool || !roleInProject(actor, tool.projectId)) throw new NotFoundError('tool', ['toolId']);
  requireProjectRole(actor, tool.projectId, wanted);
  return tool;
}

/** Held until the end of the transaction, so that of two who change it at once the second sees what the first did. */
export async function lockTool(
  em: EntityManager,
  actor: Actor,
  id: string,
  wanted: ProjectRole,
): Promise<Tool> {
  await findTool(em, actor, id, wanted);
  const locked = await em.findOne(Tool, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!locked) throw new NotFoundError('tool', ['toolId']);
  return locked;
}

export function toolSubject({ id, name }: Tool) {
  return { type: 'Tool', id, name };
}

export function asToolNameTaken(name: string) {
  return (error: unknown): never => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new ConflictError(`The project has a tool "${name}" already. Choose another name.`, ['name']);
  };
}
