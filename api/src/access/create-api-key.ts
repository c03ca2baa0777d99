import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import type { OrganizationRole } from '../organizations/membership.ts';
import { Project, type ProjectRole } from '../organizations/project.ts';
import { type Actor, requirePerson, requireProjectRole, type Scope } from './actor.ts';
import { ApiKey } from './api-key.ts';
import { parseInput, shortName } from './input.ts';
import { hashToken, newToken } from './token.ts';

export type ApiKeyInput = {
  name: string;
  role: OrganizationRole;
  /** A key for one project only; it is a plain member of the organisation. */
  project?: { projectId: string; role: ProjectRole } | null;
  scopes: readonly Scope[];
  expiresAt?: Date | null;
};

const shape = z.object({ name: shortName('a name for the key') });

/** Returns the secret, once: only its hash is stored. A key gets no right that its maker lacks. */
export async function createApiKey(
  em: EntityManager,
  actor: Actor,
  input: ApiKeyInput,
): Promise<{ apiKey: ApiKey; secret: string }> {
  requirePerson(actor);
  const { name } = parseInput(shape, { name: input.name });
  checkScopesAndExpiry(input);
  if (input.role === 'ADMIN' && actor.role !== 'ADMIN') {
    throw new ForbiddenError('You are not an admin, so your key cannot be one.', ['role']);
  }
  if (input.project) await checkProject(em, actor, input.role, input.project);

  const prefix = uuid().slice(-8);
  const secret = `pb_${prefix}_${newToken()}`;
  const apiKey = em.create(ApiKey, {
    id: uuid(),
    organizationId: actor.organizationId,
    name,
    prefix: `pb_${prefix}`,
    hash: hashToken(secret),
    role: input.role,
    projectId: input.project?.projectId ?? null,
    projectRole: input.project?.role ?? null,
    scopes: [...new Set(input.scopes)],
    createdBy: actor.id,
    expiresAt: input.expiresAt ?? null,
  });
  record(em, actor, 'api-key.created', apiKeySubject(apiKey), {
    role: apiKey.role,
    projectId: apiKey.projectId,
    projectRole: apiKey.projectRole,
    scopes: apiKey.scopes,
    expiresAt: apiKey.expiresAt,
  });
  await em.flush();
  return { apiKey, secret };
}

export function apiKeySubject(apiKey: ApiKey) {
  return { type: 'ApiKey', id: apiKey.id, name: apiKey.name };
}

function checkScopesAndExpiry({ scopes, expiresAt, project }: ApiKeyInput): void {
  if (scopes.length === 0) throw InvalidInputError.at('scopes', 'Choose at least one scope.');
  if (project?.role === 'VIEWER' && scopes.some((scope) => scope !== 'READ')) {
    throw InvalidInputError.at(
      'scopes',
      'A viewer can only read: leave READ alone, or choose a higher role in the project.',
    );
  }
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw InvalidInputError.at('expiresAt', 'This moment has passed already.');
}

async function checkProject(
  em: EntityManager,
  actor: Actor,
  role: OrganizationRole,
  wanted: { projectId: string; role: ProjectRole },
): Promise<void> {
  if (role === 'ADMIN') {
    throw InvalidInputError.at(
      'role',
      'An admin reaches every project: make the key a member, or name no project.',
    );
  }
  requireProjectRole(actor, wanted.projectId, wanted.role);
  const project = await em.findOne(Project, { id: wanted.projectId });
  if (!project) throw new NotFoundError('project', ['projectId']);
  if (project.archivedAt) throw new ConflictError('This project is archived.', ['projectId']);
}
