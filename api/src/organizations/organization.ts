import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Organization',
  properties: {
    id: p.uuid().primary(),
    parentId: p.uuid().nullable(),
    name: p.text(),
    slug: p.text(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

export class Organization extends schema.class {}
schema.setClass(Organization);
