import type { Capability } from '@patchbay/schema/capabilities.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { page } from '../page.ts';
import { CapabilityEnum } from './capability.graphql.ts';
import { countFacets, type ModelFacets } from './count-facets.ts';
import { countModels, listModels, modelOrders } from './list-models.ts';
import { ModelHealthEnum, ModelNode, ModelStatusEnum, ModelTypeEnum } from './model.graphql.ts';
import type { ModelHealth } from './custom-model.ts';
import type { ModelStatus, ModelType } from './model.ts';

const ModelOrderEnum = builder.enumType('ModelOrder', {
  description:
    'What was never created or tested in this organisation stands before all that was: platform models, models without a test.',
  values: modelOrders,
});

type Count<Value> = { value: Value; count: number };

const TypeCount = builder.objectRef<Count<ModelType>>('ModelTypeCount').implement({
  fields: (t) => ({ value: t.expose('value', { type: ModelTypeEnum }), count: t.exposeInt('count') }),
});
const ProviderCount = builder.objectRef<Count<string>>('ModelProviderCount').implement({
  fields: (t) => ({ value: t.exposeString('value'), count: t.exposeInt('count') }),
});
const CapabilityCount = builder.objectRef<Count<Capability>>('ModelCapabilityCount').implement({
  fields: (t) => ({ value: t.expose('value', { type: CapabilityEnum }), count: t.exposeInt('count') }),
});
const StatusCount = builder.objectRef<Count<ModelStatus>>('ModelStatusCount').implement({
  fields: (t) => ({ value: t.expose('value', { type: ModelStatusEnum }), count: t.exposeInt('count') }),
});
const HealthCount = builder.objectRef<Count<ModelHealth>>('ModelHealthCount').implement({
  fields: (t) => ({ value: t.expose('value', { type: ModelHealthEnum }), count: t.exposeInt('count') }),
});

const FacetsType = builder.objectRef<ModelFacets>('ModelFacets').implement({
  description:
    'How many models each value would show, under the other filters of this query; values that none has are left out. Capabilities are needed together: each is counted under the others that are chosen, too.',
  fields: (t) => ({
    type: t.expose('type', { type: [TypeCount] }),
    provider: t.expose('provider', { type: [ProviderCount] }),
    capability: t.expose('capability', { type: [CapabilityCount] }),
    status: t.expose('status', { type: [StatusCount] }),
    health: t.expose('health', { type: [HealthCount], description: 'Of custom models.' }),
  }),
});

builder.queryField('models', (t) =>
  t.connection(
    {
      type: ModelNode,
      description: 'Every model of the organisation, platform and custom.',
      authScopes: { may: reads },
      args: {
        type: t.arg({ type: ModelTypeEnum, required: false }),
        provider: t.arg.stringList({ required: false, description: 'Any of these.' }),
        capability: t.arg({ type: [CapabilityEnum], required: false, description: 'All of these.' }),
        status: t.arg({
          type: [ModelStatusEnum],
          required: false,
          description: 'Any of these. Left out: all that are not deleted.',
        }),
        health: t.arg({ type: [ModelHealthEnum], required: false, description: 'Any of these.' }),
        search: t.arg.string({
          required: false,
          description: 'Part of the name, the slug, the model id or the description.',
        }),
        sortBy: t.arg({ type: ModelOrderEnum, defaultValue: 'NAME' }),
        descending: t.arg.boolean({ defaultValue: false }),
      },
      resolve: (_root, { sortBy, descending, ...args }, context) => {
        const { catalogue } = context.services.models;
        const sort = { by: sortBy, descending };
        return page(
          args,
          descending ? 'desc' : 'asc',
          (bounds) => context.transact((em) => listModels(em, catalogue, args, sort, bounds)),
          () => context.transact((em) => countModels(em, catalogue, args)),
        ).then((connection) => ({
          ...connection,
          facets: () => context.transact((em) => countFacets(em, catalogue, args)),
        }));
      },
    },
    {
      fields: (t) => ({
        facets: t.field({ type: FacetsType, resolve: ({ facets }) => facets() }),
      }),
    },
  ),
);
