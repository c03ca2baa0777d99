import type { RunSpent } from '@patchbay/schema/run-limits.ts';
import { builder } from '../builder.ts';

export const RunSpentType = builder.objectRef<RunSpent>('RunSpent').implement({
  description: 'What a run has spent so far.',
  fields: (t) => ({
    steps: t.exposeInt('steps'),
    modelCalls: t.exposeInt('modelCalls'),
    tokens: t.exposeFloat('tokens'),
    cost: t.expose('cost', { type: 'Decimal', description: 'USD of the calls whose price is known.' }),
    unpricedCalls: t.exposeInt('unpricedCalls', { description: 'Answers of models without a price.' }),
    milliseconds: t.exposeFloat('milliseconds', {
      description: 'At work, as far as it has come to rest since; counted for runs that have a budget.',
    }),
  }),
});
