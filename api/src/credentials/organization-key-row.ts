import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'OrganizationKeyRow',
  tableName: 'organization_key',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** The organisation's key, wrapped by the key ring. */
    wrapped: p.text(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

export class OrganizationKeyRow extends schema.class {}
schema.setClass(OrganizationKeyRow);
