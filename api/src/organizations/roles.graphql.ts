import { builder } from '../builder.ts';
import { organizationRoles } from './membership.ts';
import { projectRoles } from './project.ts';

export const OrganizationRoleEnum = builder.enumType('OrganizationRole', { values: organizationRoles });
export const ProjectRoleEnum = builder.enumType('ProjectRole', { values: projectRoles });
