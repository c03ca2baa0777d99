import { builder } from '../builder.ts';
import { ModelNode, ModelStatusEnum, ModelTypeEnum } from '../models/model.graphql.ts';
import type { Model } from '../models/model.ts';

/** Less than a Model: one that is inherited belongs to another organisation, and its record stays there. */
export const PolicyModelType = builder.objectRef<Model>('PolicyModel').implement({
  description: 'A model that the policy leads to.',
  fields: (t) => ({
    reference: t.exposeString('reference'),
    displayName: t.exposeString('displayName'),
    type: t.expose('type', { type: ModelTypeEnum }),
    provider: t.exposeString('provider'),
    status: t.expose('status', {
      type: ModelStatusEnum,
      description: 'DELETED also for a platform model that the operator no longer lists.',
    }),
    model: t.field({
      type: ModelNode,
      nullable: true,
      description: 'Null for one that is inherited, or that the operator no longer lists.',
      resolve: (model) => (model.grant || (!model.custom && model.status === 'DELETED') ? null : model),
    }),
  }),
});
