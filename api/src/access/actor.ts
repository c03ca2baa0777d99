// Who acts, in which organisation, with which rights. Every verb takes an actor and asks it.
import { ForbiddenError, NotFoundError } from '../errors.ts';
import type { OrganizationRole } from '../organizations/membership.ts';
import { type ProjectRole, projectRoles } from '../organizations/project.ts';

/** What an API key may be used for. A signed-in person has all three. */
export const scopes = ['READ', 'WRITE', 'RUN'] as const;
export type Scope = (typeof scopes)[number];

export type Actor = {
  kind: 'person' | 'key';
  /** The user's id, or the key's. */
  id: string;
  name: string;
  organizationId: string;
  organizationSlug: string;
  organizationName: string;
  role: OrganizationRole;
  scopes: readonly Scope[];
  /** Only projects where the actor was made a member; an organisation's admin needs no entry. */
  projectRoles: Readonly<Record<string, ProjectRole>>;
};

export function roleInProject(actor: Actor, projectId: string): ProjectRole | undefined {
  return actor.role === 'ADMIN' ? 'ADMIN' : actor.projectRoles[projectId];
}

/** The projects that the actor may see, or 'all'. */
export function visibleProjects(actor: Actor): 'all' | string[] {
  return actor.role === 'ADMIN' ? 'all' : Object.keys(actor.projectRoles);
}

export function atLeast(role: ProjectRole, wanted: ProjectRole): boolean {
  return projectRoles.indexOf(role) <= projectRoles.indexOf(wanted);
}

/** Whoever is not in the project hears that there is none; whoever is in it with too small a role hears that. */
export function requireProjectRole(actor: Actor, projectId: string, wanted: ProjectRole): void {
  const role = roleInProject(actor, projectId);
  if (!role) throw new NotFoundError('project');
  if (!atLeast(role, wanted)) {
    throw new ForbiddenError(
      `This needs the role ${wanted.toLowerCase()} in the project; yours is ${role.toLowerCase()}.`,
    );
  }
}

export function requireAdmin(actor: Actor): void {
  if (actor.role !== 'ADMIN') throw new ForbiddenError('This needs the role admin in the organisation.');
}

/** People and keys are looked after by people: a key that leaks cannot make itself successors. */
export function requirePerson(actor: Actor): void {
  if (actor.kind !== 'person') throw new ForbiddenError('An API key cannot do this; sign in as a person.');
}
