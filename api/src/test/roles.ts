// Everyone who may come to an organisation, by what they are in it. The access matrix tries each operation as each.
import type { Scope } from '../access/actor.ts';
import type { OrganizationRole } from '../organizations/membership.ts';
import type { ProjectRole } from '../organizations/project.ts';

export type Standing = {
  kind: 'person' | 'key';
  role: OrganizationRole;
  /** In the world's one project that everybody is asked about. */
  projectRole: ProjectRole | null;
  scopes: readonly Scope[];
};

const all: readonly Scope[] = ['READ', 'WRITE', 'RUN'];

const person = (role: OrganizationRole, projectRole: ProjectRole | null = null): Standing => ({
  kind: 'person',
  role,
  projectRole,
  scopes: all,
});

const key = (
  role: OrganizationRole,
  scopes: readonly Scope[] = all,
  projectRole: ProjectRole | null = null,
): Standing => ({ kind: 'key', role, projectRole, scopes });

export const roles = {
  signedOut: null,
  admin: person('ADMIN'),
  /** In the organisation, in no project. */
  member: person('MEMBER'),
  projectAdmin: person('MEMBER', 'ADMIN'),
  contributor: person('MEMBER', 'CONTRIBUTOR'),
  viewer: person('MEMBER', 'VIEWER'),
  adminKey: key('ADMIN'),
  readingKey: key('ADMIN', ['READ']),
  writingKey: key('ADMIN', ['WRITE']),
  runningKey: key('ADMIN', ['RUN']),
  memberKey: key('MEMBER'),
  projectAdminKey: key('MEMBER', all, 'ADMIN'),
  contributorKey: key('MEMBER', all, 'CONTRIBUTOR'),
  viewerKey: key('MEMBER', ['READ'], 'VIEWER'),
} satisfies Record<string, Standing | null>;

export type RoleName = keyof typeof roles;

export const roleNames = Object.keys(roles) as RoleName[];
