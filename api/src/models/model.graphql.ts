import {
  type ProviderDescription,
  type ProviderField,
  isAsked,
} from '@patchbay/schema/providers/description.ts';
import { providers } from '@patchbay/schema/providers/index.ts';
import { adminReads, reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Credential } from '../credentials/credential.ts';
import { pageOf } from '../page.ts';
import { ConnectionTestNode } from './connection-test.graphql.ts';
import { ConnectionTest } from './connection-test.ts';
import { type CustomModel, modelHealths } from './custom-model.ts';
import { findModelByReference, findModelsById } from './find-models.ts';
import { type Model, modelStatuses, modelTypes } from './model.ts';
import { CapabilitiesType, ReasoningParameterEnum } from './capability.graphql.ts';

export const ModelTypeEnum = builder.enumType('ModelType', { values: modelTypes });
export const ModelStatusEnum = builder.enumType('ModelStatus', {
  description:
    'UNCONFIGURED: a platform model, and the operator of this installation has set no key for those.',
  values: modelStatuses,
});

export const ModelHealthEnum = builder.enumType('ModelHealth', {
  description: 'What came of the latest connection test of a custom model.',
  values: modelHealths,
});

type ShownField = { field: ProviderField; value: string | null; mask: string | null; endsAt: Date | null };

const ModelFieldType = builder.objectRef<ShownField>('ModelField').implement({
  description: "A field of the provider's form as it is saved.",
  fields: (t) => ({
    name: t.string({ resolve: ({ field }) => field.name }),
    label: t.string({ resolve: ({ field }) => field.label }),
    secret: t.boolean({ resolve: ({ field }) => field.secret }),
    value: t.exposeString('value', { nullable: true, description: 'Null for a secret.' }),
    mask: t.exposeString('mask', { nullable: true, description: 'Of a saved secret, e.g. "****1234".' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the saved secret ends by itself at the latest, where it says so: short-term keys do.',
    }),
  }),
});

export const ModelNode = builder.loadableNodeRef<Model, string, string, string>('Model', {
  id: { resolve: (model) => model.id },
  load: (ids, context) =>
    context.transact((em) => findModelsById(em, context.services.models.catalogue, ids)),
  sort: (model) => model.id,
});

ModelNode.implement({
  description: "A model that the organisation can use: the platform's, or one of its own.",
  fields: (t) => ({
    reference: t.exposeString('reference', {
      description:
        'What a step stores to name this model: the slug of a custom model, the id of a platform model.',
    }),
    type: t.expose('type', { type: ModelTypeEnum }),
    displayName: t.exposeString('displayName'),
    description: t.exposeString('description'),
    provider: t.exposeString('provider', {
      description: 'The id of its provider; "openrouter" for platform models.',
    }),
    providerModelId: t.exposeString('providerModelId'),
    capabilities: t.expose('capabilities', { type: CapabilitiesType }),
    reasoningParameter: t.expose('reasoningParameter', { type: ReasoningParameterEnum }),
    maxTokens: t.exposeInt('maxTokens', { description: 'The longest answer that is asked for.' }),
    contextTokens: t.exposeInt('contextTokens', {
      nullable: true,
      description: 'Null where it is not known.',
    }),
    inputCost: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'USD per input token; null: cost is not tracked.',
      resolve: (model) => model.inputCost,
    }),
    outputCost: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'USD per output token; null: cost is not tracked.',
      resolve: (model) => model.outputCost,
    }),
    status: t.expose('status', { type: ModelStatusEnum }),
    untested: t.exposeBoolean('untested', {
      description: 'What is saved now has not passed a connection test.',
    }),
    revision: t.int({
      nullable: true,
      description: 'Counts what admins have saved of a custom model. Null for platform models.',
      resolve: ({ custom }) => custom?.revision,
    }),
    createdBy: t.string({ nullable: true, resolve: ({ custom }) => custom?.createdBy }),
    createdAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ custom }) => custom?.createdAt }),
    updatedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ custom }) => custom?.updatedAt }),
    fields: t.loadableList({
      type: ModelFieldType,
      nullable: true,
      complexity: { multiplier: 6 },
      description:
        'How it is reached, secrets masked. Null for platform models, and for everybody but admins.',
      load: (models: Model[], context) => shownFields(models, context),
      resolve: (model) => model,
    }),
    health: t.field({
      type: ModelHealthEnum,
      nullable: true,
      description: 'Null for platform models.',
      resolve: ({ custom }) => custom?.health(),
    }),
    lastTest: t.field({
      type: ConnectionTestNode,
      nullable: true,
      description: 'The latest connection test of it. Null for everybody but admins.',
      resolve: ({ custom }, _args, context) =>
        context.requireActor().role === 'ADMIN' ? custom?.lastTestId : null,
    }),
    tests: t.connection({
      type: ConnectionTestNode,
      description: 'Newest first. Admins only.',
      authScopes: { may: adminReads },
      resolve: ({ id }, args, context) => pageOf(context, ConnectionTest, args, 'desc', { modelId: id }),
    }),
  }),
});

builder.queryField('model', (t) =>
  t.field({
    type: ModelNode,
    nullable: true,
    description: 'The model of a reference, deleted ones too; null where there is none.',
    authScopes: { may: reads },
    args: { reference: t.arg.string() },
    resolve: (_root, { reference }, context) =>
      context.transact((em) => findModelByReference(em, context.services.models.catalogue, reference)),
  }),
);

async function shownFields(models: readonly Model[], context: Context): Promise<(ShownField[] | null)[]> {
  if (context.requireActor().role !== 'ADMIN') return models.map(() => null);
  const ids = models.flatMap(({ custom }) => custom?.credentialId ?? []);
  const credentials = await context.transact((em) => em.find(Credential, { id: ids }));
  const byId = new Map(credentials.map((credential) => [credential.id, credential]));
  return models.map(({ custom }) => custom && fieldsOf(custom, byId.get(custom.credentialId ?? '')));
}

function fieldsOf({ provider, settings }: CustomModel, credential: Credential | undefined): ShownField[] {
  const { masks = {}, ends = {} } = credential ?? {};
  const description: ProviderDescription = providers[provider];
  const asked = description.fields.filter((field) => isAsked(field, settings));
  return asked.map((field) => ({
    field,
    value: field.secret ? null : (settings[field.name] ?? ''),
    mask: field.secret ? (masks[field.name] ?? null) : null,
    endsAt: ends[field.name] ? new Date(ends[field.name] ?? '') : null,
  }));
}
