import { defineEntity, p } from '@mikro-orm/core';

/** The one namespace of slugs and aliases in an organisation. The database writes those of models itself. */
const schema = defineEntity({
  name: 'ReferenceName',
  properties: {
    organizationId: p.uuid().primary(),
    name: p.text().primary(),
    /** What an alias stands for: a slug or a platform id. Null for the slug of a model. */
    target: p.text().nullable(),
  },
});

export class ReferenceName extends schema.class {}
schema.setClass(ReferenceName);
