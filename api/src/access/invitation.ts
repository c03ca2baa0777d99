import { defineEntity, p } from '@mikro-orm/core';
import type { OrganizationRole } from '../organizations/membership.ts';

const schema = defineEntity({
  name: 'Invitation',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    email: p.text(),
    role: p.text().$type<OrganizationRole>(),
    tokenHash: p.blob(),
    invitedBy: p.uuid(),
    createdAt: p.datetime().onCreate(() => new Date()),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});

export class Invitation extends schema.class {}
schema.setClass(Invitation);
