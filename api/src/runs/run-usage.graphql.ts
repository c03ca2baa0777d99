import { builder } from '../builder.ts';
import { RunNode } from './run.graphql.ts';
import { type AskedModel, modelsAskedBy, type RunUsage, usageOfRuns } from './run-usage.ts';

export const RunUsageType = builder.objectRef<RunUsage>('RunUsage').implement({
  description: 'What calls to models took, those that failed too.',
  fields: (t) => ({
    calls: t.exposeInt('calls'),
    inputTokens: t.exposeFloat('inputTokens'),
    cachedTokens: t.exposeFloat('cachedTokens'),
    outputTokens: t.exposeFloat('outputTokens'),
    reasoningTokens: t.exposeFloat('reasoningTokens'),
    cost: t.expose('cost', {
      type: 'Decimal',
      description: 'USD, of the calls whose price is known: see unpricedCalls.',
    }),
    unpricedCalls: t.exposeInt('unpricedCalls', {
      description: 'Calls that took something, at a price that nobody knows; not in the cost.',
    }),
  }),
});

const AskedModelType = builder.objectRef<AskedModel>('RunModel').implement({
  description: 'A model that a run asked.',
  fields: (t) => ({
    slug: t.exposeString('slug'),
    calls: t.exposeInt('calls'),
    answers: t.exposeInt('answers', { description: 'How many of the calls it answered.' }),
  }),
});

builder.objectField(RunNode, 'usage', (t) =>
  t.loadable({
    type: RunUsageType,
    load: (ids: string[], { transact }) => transact((em) => usageOfRuns(em, ids)),
    resolve: ({ id }) => id,
  }),
);

builder.objectField(RunNode, 'models', (t) =>
  t.loadableGroup({
    type: AskedModelType,
    description: 'Whom it asked; those that answered come first.',
    load: (ids: string[], { transact }) => transact((em) => modelsAskedBy(em, ids)),
    group: ({ runId }) => runId,
    resolve: ({ id }) => id,
  }),
);
