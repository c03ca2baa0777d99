import { defineEntity, p } from '@mikro-orm/core';

/** From most to least: a role can do what those after it can. */
export const projectRoles = ['ADMIN', 'CONTRIBUTOR', 'VIEWER'] as const;
export type ProjectRole = (typeof projectRoles)[number];

const projectSchema = defineEntity({
  name: 'Project',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.text(),
    description: p.text().default(''),
    createdAt: p.datetime().onCreate(() => new Date()),
    archivedAt: p.datetime().nullable(),
  },
});

export class Project extends projectSchema.class {}
projectSchema.setClass(Project);

const membershipSchema = defineEntity({
  name: 'ProjectMembership',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    projectId: p.uuid(),
    userId: p.uuid(),
    role: p.text().$type<ProjectRole>(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

export class ProjectMembership extends membershipSchema.class {}
membershipSchema.setClass(ProjectMembership);
