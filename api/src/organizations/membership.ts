import { defineEntity, p } from '@mikro-orm/core';

export const organizationRoles = ['ADMIN', 'MEMBER'] as const;
export type OrganizationRole = (typeof organizationRoles)[number];

const schema = defineEntity({
  name: 'Membership',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    userId: p.uuid(),
    role: p.text().$type<OrganizationRole>(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

export class Membership extends schema.class {}
schema.setClass(Membership);
