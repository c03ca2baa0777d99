import { builder } from '../builder.ts';
import type { Attempt } from './attempt.ts';
import { FailureType } from './run-failure.graphql.ts';

export const AttemptNode = builder.objectRef<Attempt>('Attempt').implement({
  description: 'One call to one candidate: a line of the receipt.',
  fields: (t) => ({
    id: t.exposeID('id'),
    position: t.exposeInt('position'),
    reference: t.exposeString('reference', { description: 'What the step, or the policy, named.' }),
    reason: t.exposeString('reason', { description: 'Why this candidate was asked.' }),
    provider: t.exposeString('provider'),
    modelSlug: t.exposeString('modelSlug'),
    providerModelId: t.exposeString('providerModelId'),
    outcome: t.exposeString('outcome', { description: '"answered", or the kind of the failure.' }),
    error: t.expose('error', { type: FailureType, nullable: true }),
    said: t.exposeString('said', {
      nullable: true,
      description:
        "What it has said, where that is not the step's answer; cut where it is long, and then it says so.",
    }),
    discarded: t.boolean({
      description:
        'It broke off after it had begun to answer: that text was dropped, and the answer began anew.',
      resolve: (attempt) => attempt.wasDiscarded(),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    firstTokenAt: t.expose('firstTokenAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime' }),
    latencyMs: t.int({ resolve: ({ startedAt, finishedAt }) => finishedAt.getTime() - startedAt.getTime() }),
    firstTokenMs: t.int({
      nullable: true,
      description: 'Null where no text came.',
      resolve: ({ startedAt, firstTokenAt }) => firstTokenAt && firstTokenAt.getTime() - startedAt.getTime(),
    }),
    inputTokens: t.exposeInt('inputTokens', { nullable: true }),
    cachedTokens: t.exposeInt('cachedTokens', { nullable: true }),
    outputTokens: t.exposeInt('outputTokens', { nullable: true }),
    reasoningTokens: t.exposeInt('reasoningTokens', { nullable: true }),
    inputPrice: t.expose('inputPrice', {
      type: 'Decimal',
      nullable: true,
      description: 'USD per token, of that moment.',
    }),
    outputPrice: t.expose('outputPrice', { type: 'Decimal', nullable: true }),
    cost: t.exposeString('cost', { nullable: true, description: 'USD; null means unpriced, never free.' }),
  }),
});
