import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type Actor, requireProjectRole, roleInProject } from '../access/actor.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import type { ProjectRole } from '../organizations/project.ts';
import type { EntityManager } from '../orm.ts';
import { Connection } from './connection.ts';

/** Whoever is not in its project hears that there is none. */
export async function findConnection(
  em: EntityManager,
  actor: Actor,
  id: string,
  wanted: ProjectRole,
): Promise<Connection> {
  const connection = await em.findOne(Connection, { id });
  if (!connection || !roleInProject(actor, connection.projectId))
    throw new NotFoundError('connection', ['connectionId']);
  requireProjectRole(actor, connection.projectId, wanted);
  return connection;
}

/** Held until the end of the transaction, so that of two who change it at once the second sees what the first did. */
export async function lockConnection(
  em: EntityManager,
  actor: Actor,
  id: string,
  wanted: ProjectRole,
): Promise<Connection> {
  await findConnection(em, actor, id, wanted);
  const locked = await em.findOne(
    Connection,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!locked) throw new NotFoundError('connection', ['connectionId']);
  return locked;
}

export function connectionSubject({ id, name }: Connection) {
  return { type: 'Connection', id, name };
}

export function asConnectionNameTaken(name: string) {
  return (error: unknown): never => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new ConflictError(`The project has a connection "${name}" already. Choose another name.`, ['name']);
  };
}
