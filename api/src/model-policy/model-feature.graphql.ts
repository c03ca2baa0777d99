import { modelFeatureList } from '@patchbay/schema/model-features.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';

type Feature = (typeof modelFeatureList)[number];

const ModelFeatureType = builder.objectRef<Feature>('ModelFeature').implement({
  description: 'Something that calls a model.',
  fields: (t) => ({
    label: t.exposeString('label'),
    says: t.exposeString('says'),
    runsOn: t.field({
      type: builder.enumType('FeatureRunsOn', {
        values: {
          SELECTABLE: { value: 'selectable', description: 'Whoever uses it chooses.' },
          DEFAULT: { value: 'default', description: 'The organisation default, always.' },
          PLATFORM: {
            value: 'platform',
            description: 'The platform model, always: exclusive mode switches it off.',
          },
        } as const,
      }),
      resolve: ({ runsOn }) => runsOn,
    }),
  }),
});

builder.queryField('modelFeatures', (t) =>
  t.field({
    type: [ModelFeatureType],
    description: 'What calls models, and which ones.',
    authScopes: { may: reads },
    resolve: () => [...modelFeatureList],
  }),
);
