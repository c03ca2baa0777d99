import { adminWrites } from '../access/rules.ts';
import { expectedRevision } from '../audit/refuse-outdated.ts';
import {
  builder,
  ConflictError,
  ErrorInterface,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
} from '../builder.ts';
import { addCustomModel } from './add-custom-model.ts';
import { ConnectionTestNode } from './connection-test.graphql.ts';
import { deleteCustomModel } from './delete-custom-model.ts';
import { findModelByReference } from './find-models.ts';
import { ModelDeletedError } from './model-deleted-error.ts';
import { ModelNode } from './model.graphql.ts';
import { modelOfCustom } from './model.ts';
import { ModelSetupInput, toSetup } from './model-setup.graphql.ts';
import { MethodSwitchNeedsCredentialsError } from './method-switch.ts';
import { NotTestedError } from './not-tested-error.ts';
import { setModelActive } from './set-model-active.ts';
import { type SlugHolder, slugHolders, SlugTakenError } from './slug-taken-error.ts';
import { StandsInPolicyError } from './stands-in-policy-error.ts';
import { testConnection } from './test-connection.ts';
import { updateCustomModel } from './update-custom-model.ts';

const holders = Object.keys(slugHolders).filter((name): name is SlugHolder =>
  Object.hasOwn(slugHolders, name),
);

builder.objectType(SlugTakenError, {
  name: 'SlugTakenError',
  interfaces: [ErrorInterface],
  description:
    'CONFLICT, or PROVIDER_MISMATCH where a deleted model could come back with its own provider only.',
  fields: (t) => ({
    slug: t.exposeString('slug'),
    takenBy: t.expose('takenBy', { type: builder.enumType('SlugHolder', { values: holders }) }),
    model: t.field({
      type: ModelNode,
      nullable: true,
      description: 'Whose slug it is; null for a reserved word.',
      resolve: ({ slug }, _args, context) =>
        context.transact((em) => findModelByReference(em, context.services.models.catalogue, slug)),
    }),
  }),
});

builder.objectType(NotTestedError, {
  name: 'NotTestedError',
  interfaces: [ErrorInterface],
  description: 'Just this setup has passed no connection test lately. Test it, or insist with `untested`.',
});

builder.objectType(ModelDeletedError, {
  name: 'ModelDeletedError',
  interfaces: [ErrorInterface],
  description: 'The model was deleted. Adding its slug again with the same provider brings it back.',
  fields: (t) => ({ slug: t.exposeString('slug') }),
});

builder.objectType(MethodSwitchNeedsCredentialsError, {
  name: 'MethodSwitchNeedsCredentialsError',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    missing: t.stringList({
      description: 'The names of the fields to fill in.',
      resolve: (error) => [...error.missing],
    }),
  }),
});

const errorsOfSaved = [
  ForbiddenError,
  NotFoundError,
  InvalidInputError,
  ModelDeletedError,
  MethodSwitchNeedsCredentialsError,
] as const;

builder.objectType(StandsInPolicyError, {
  name: 'StandsInPolicyError',
  description: 'The organisation policy needs the model: choose another default or fallback first.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    place: t.expose('place', {
      type: builder.enumType('PolicyPlace', { values: ['DEFAULT', 'FALLBACK'] as const }),
    }),
  }),
});

builder.relayMutationField(
  'testModelConnection',
  {
    inputFields: (t) => ({
      setup: t.field({ type: ModelSetupInput }),
      modelId: t.globalID({
        for: ModelNode,
        required: false,
        description:
          'The saved model that is being edited or tested again: its saved secrets stand in for blank ones.',
      }),
    }),
  },
  {
    description:
      'Calls the model as a run would, with a minimal prompt, for at most 25 seconds. A failure of the provider is no error: the test says what happened.',
    authScopes: { may: adminWrites },
    errors: { types: [...errorsOfSaved] },
    resolve: (_root, { input }, { services, transact, signal }) =>
      testConnection(
        { services: services.models, transact },
        { setup: toSetup(input.setup), modelId: input.modelId?.id },
        signal,
      ),
  },
  { outputFields: (t) => ({ test: t.field({ type: ConnectionTestNode, resolve: (test) => test }) }) },
);

builder.relayMutationField(
  'addCustomModel',
  {
    inputFields: (t) => ({
      setup: t.field({ type: ModelSetupInput }),
      displayName: t.string(),
      slug: t.string({
        required: false,
        description: 'What workflows store. Permanent; derived from the display name when left out.',
      }),
      description: t.string({ required: false }),
      inputCost: t.field({ type: 'Decimal', required: false, description: 'USD per input token.' }),
      outputCost: t.field({ type: 'Decimal', required: false, description: 'USD per output token.' }),
      untested: t.boolean({
        defaultValue: false,
        description: 'Adds it without a passed connection test; the registry then shows it as untested.',
      }),
    }),
  },
  {
    description:
      'Adds a model whose setup, just as it is given here, has passed a connection test in the last 30 minutes. The slug of a deleted model of the same provider reactivates it with what is given here.',
    authScopes: { may: adminWrites },
    errors: {
      types: [
        ForbiddenError,
        NotFoundError,
        InvalidInputError,
        SlugTakenError,
        NotTestedError,
        ModelDeletedError,
      ],
    },
    resolve: (_root, { input }, { services, transact }) =>
      transact((em, actor) =>
        addCustomModel(em, actor, { ...input, setup: toSetup(input.setup) }, services.models),
      ),
  },
  { outputFields: (t) => ({ model: t.field({ type: ModelNode, resolve: modelOfCustom }) }) },
);

builder.relayMutationField(
  'updateCustomModel',
  {
    inputFields: (t) => ({
      modelId: t.globalID({ for: ModelNode }),
      expectedRevision: t.int(expectedRevision),
      setup: t.field({
        type: ModelSetupInput,
        required: false,
        description:
          'As a whole. Blank secrets keep the saved ones; the provider cannot change, and another method of signing in needs its credentials with it.',
      }),
      displayName: t.string({ required: false, description: 'Cleared: the slug takes its place.' }),
      description: t.string({ required: false }),
      inputCost: t.field({
        type: 'Decimal',
        required: false,
        description: 'USD per input token; null: not tracked.',
      }),
      outputCost: t.field({
        type: 'Decimal',
        required: false,
        description: 'USD per output token; null: not tracked.',
      }),
    }),
  },
  {
    description: 'Changes what is given and leaves the rest. It is not gated on a connection test.',
    authScopes: { may: adminWrites },
    errors: { types: [...errorsOfSaved, ConflictError] },
    resolve: (_root, { input }, { services, transact }) => {
      const setup = input.setup && toSetup(input.setup);
      return transact((em, actor) =>
        updateCustomModel(em, actor, { ...input, modelId: input.modelId.id, setup }, services.models),
      );
    },
  },
  { outputFields: (t) => ({ model: t.field({ type: ModelNode, resolve: modelOfCustom }) }) },
);

builder.relayMutationField(
  'setModelActive',
  { inputFields: (t) => ({ modelId: t.globalID({ for: ModelNode }), active: t.boolean() }) },
  {
    description: 'Switches a custom model on or off; it keeps everything else.',
    authScopes: { may: adminWrites },
    errors: { types: [StandsInPolicyError, ForbiddenError, NotFoundError, ModelDeletedError] },
    resolve: (_root, { input }, { transact }) =>
      transact((em, actor) => setModelActive(em, actor, { ...input, modelId: input.modelId.id })),
  },
  { outputFields: (t) => ({ model: t.field({ type: ModelNode, resolve: modelOfCustom }) }) },
);

builder.relayMutationField(
  'deleteCustomModel',
  { inputFields: (t) => ({ modelId: t.globalID({ for: ModelNode }) }) },
  {
    description:
      'Deletes a custom model and its saved credentials; a deleted one is left as it is. Its slug can be added again for the same provider.',
    authScopes: { may: adminWrites },
    errors: { types: [StandsInPolicyError, ForbiddenError, NotFoundError] },
    resolve: (_root, { input }, { transact }) =>
      transact((em, actor) => deleteCustomModel(em, actor, { modelId: input.modelId.id })),
  },
  { outputFields: (t) => ({ model: t.field({ type: ModelNode, resolve: modelOfCustom }) }) },
);
