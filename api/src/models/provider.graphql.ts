import { reads } from '../access/rules.ts';
import type { ProviderDescription, ProviderField } from '@patchbay/schema/providers/description.ts';
import { type ProviderId, providerIds, providers } from '@patchbay/schema/providers/index.ts';
import { reasoningParameters } from '@patchbay/schema/capabilities.ts';
import { builder } from '../builder.ts';
import { ReasoningParameterEnum } from './capability.graphql.ts';

type Provider = ProviderDescription & { id: ProviderId };

const ProviderFieldType = builder.objectRef<ProviderField>('ProviderField').implement({
  description: 'One input of the form of a provider.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name under which a setup gives its value.' }),
    label: t.exposeString('label'),
    kind: t.field({
      type: builder.enumType('ProviderFieldKind', {
        values: {
          TEXT: { value: 'text' },
          URL: { value: 'url' },
          MULTILINE: { value: 'multiline' },
          SELECT: { value: 'select' },
        } as const,
      }),
      resolve: (field) => field.kind,
    }),
    secret: t.exposeBoolean('secret', { description: 'Sealed when saved, and only ever shown masked.' }),
    required: t.exposeBoolean('required'),
    placeholder: t.exposeString('placeholder'),
    help: t.exposeString('help'),
    options: t.field({
      type: [
        builder.objectRef<{ value: string; label: string }>('ProviderFieldOption').implement({
          fields: (option) => ({ value: option.exposeString('value'), label: option.exposeString('label') }),
        }),
      ],
      description: 'The choices of a SELECT.',
      complexity: { multiplier: 4 },
      resolve: (field) => [...(field.options ?? [])],
    }),
    when: t.field({
      type: builder.objectRef<NonNullable<ProviderField['when']>>('ProviderFieldCondition').implement({
        fields: (condition) => ({
          field: condition.exposeString('field', {
            description: 'The name of a SELECT of the same provider.',
          }),
          is: condition.exposeString('is', { description: 'The value it must have.' }),
        }),
      }),
      nullable: true,
      description:
        'The field is there only while this holds: give it no value otherwise. Null: it is always there.',
      resolve: (field) => field.when,
    }),
  }),
});

const ProviderType = builder.objectRef<Provider>('Provider').implement({
  description: 'A provider that custom models can be added of, as its form describes it.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'What a setup names as its provider.' }),
    label: t.exposeString('label'),
    summary: t.exposeString('summary'),
    help: t.exposeString('help'),
    fields: t.field({
      type: [ProviderFieldType],
      complexity: { multiplier: 6 },
      resolve: (provider) => [...provider.fields],
    }),
    modelIdExample: t.exposeString('modelIdExample'),
    reasoningParameters: t.field({
      type: [ReasoningParameterEnum],
      description: 'How its models take reasoning: in one shape, or in both where that depends on the model.',
      resolve: (provider) => [...(provider.reasoningParameters ?? reasoningParameters)],
    }),
    suggestedModelIds: t.stringList({ resolve: (provider) => [...provider.suggestedModelIds] }),
  }),
});

builder.queryField('providers', (t) =>
  t.field({
    type: [ProviderType],
    description: 'The providers that custom models can be added of, in the order in which they are offered.',
    complexity: { multiplier: providerIds.length },
    authScopes: { may: reads },
    resolve: () => providerIds.map((id) => ({ id, ...providers[id] })),
  }),
);
