import { defineEntity, p } from '@mikro-orm/core';
import type { OrganizationRole } from '../organizations/membership.ts';
import type { ProjectRole } from '../organizations/project.ts';
import type { Scope } from './actor.ts';

const schema = defineEntity({
  name: 'ApiKey',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.text(),
    prefix: p.text(),
    hash: p.blob(),
    role: p.text().$type<OrganizationRole>(),
    projectId: p.uuid().nullable(),
    projectRole: p.text().$type<ProjectRole>().nullable(),
    scopes: p.array().$type<Scope[]>(),
    createdBy: p.uuid(),
    createdAt: p.datetime().onCreate(() => new Date()),
    expiresAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});

export class ApiKey extends schema.class {}
schema.setClass(ApiKey);
