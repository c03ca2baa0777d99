import { defineEntity, p } from '@mikro-orm/core';
import type { Substitution } from './policy.ts';

/** What an organisation has decided itself. Without a default of its own it inherits, or runs on the platform's. */
const schema = defineEntity({
  name: 'ModelPolicyRow',
  tableName: 'model_policy',
  properties: {
    organizationId: p.uuid().primary(),
    defaultModelId: p.uuid().nullable(),
    defaultPlatformId: p.text().nullable(),
    fallbackModelId: p.uuid().nullable(),
    fallbackPlatformId: p.text().nullable(),
    exclusive: p.boolean(),
    /** To its sub-organisations: default and fallback together. */
    offered: p.boolean(),
    substitution: p.text().$type<Substitution>(),
    revision: p.integer(),
    updatedBy: p.text(),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
});

export class ModelPolicyRow extends schema.class {
  hasOwnDefault(): boolean {
    return this.defaultModelId != null || this.defaultPlatformId != null;
  }
}
schema.setClass(ModelPolicyRow);
