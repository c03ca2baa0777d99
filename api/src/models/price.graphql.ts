import { z } from 'zod';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { type SuggestedPrice, suggestPrice } from '../catalogue/suggest-price.ts';
import { ConnectionTestNode } from './connection-test.graphql.ts';

const SuggestedPriceType = builder.objectRef<SuggestedPrice>('SuggestedPrice').implement({
  description: 'What a model probably costs, by a price list. Nothing is stored by it.',
  fields: (t) => ({
    inputCost: t.field({
      type: 'Decimal',
      description: 'USD per input token.',
      resolve: (price) => price.inputCost,
    }),
    outputCost: t.field({
      type: 'Decimal',
      description: 'USD per output token.',
      resolve: (price) => price.outputCost,
    }),
    source: t.exposeString('source', {
      description: 'Where it comes from, and which tier it is where the price depends on the prompt.',
    }),
  }),
});

builder.queryField('suggestedPrice', (t) =>
  t.field({
    type: SuggestedPriceType,
    nullable: true,
    description: 'Null where no price is known; that does not mean free.',
    authScopes: { may: reads },
    args: {
      provider: t.arg.string({ description: 'The id of a provider: see Query.providers.' }),
      providerModelId: t.arg.string({ validate: z.string().max(500, 'No model id is as long as this.') }),
      baseUrl: t.arg.string({
        required: false,
        validate: z.string().max(2_000, 'No base URL is as long as this.'),
        description: 'Of a provider with a base URL: who serves the model decides what it costs.',
      }),
    },
    resolve: (_root, args, { services }) => suggestPrice(services.models.catalogue, args),
  }),
);

builder.objectField(ConnectionTestNode, 'suggestedPrice', (t) =>
  t.field({
    type: SuggestedPriceType,
    nullable: true,
    description: 'Of a passed test, where a price is known.',
    resolve: ({ passed, provider, providerModelId, origin }, _args, { services }) =>
      passed ? suggestPrice(services.models.catalogue, { provider, providerModelId, baseUrl: origin }) : null,
  }),
);
