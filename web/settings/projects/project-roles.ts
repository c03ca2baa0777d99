import type { ProjectRole } from '@/graphql/generated/graphql';

export const projectRoleLabels = {
  ADMIN: 'Admin',
  CONTRIBUTOR: 'Contributor',
  VIEWER: 'Viewer',
} satisfies Record<ProjectRole, string>;

export const projectRoleOptions = [
  { value: 'VIEWER', label: 'Viewer', description: 'Sees workflows and runs, and starts none.' },
  { value: 'CONTRIBUTOR', label: 'Contributor', description: 'Builds workflows and runs them.' },
  { value: 'ADMIN', label: 'Admin', description: 'Also decides who is in the project.' },
] as const satisfies readonly { value: ProjectRole; label: string; description: string }[];
