import { adminWrites, reads } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError } from '../builder.ts';
import { findModelByReference } from '../models/find-models.ts';
import type { Model } from '../models/model.ts';
import { loadPolicy } from './load-policy.ts';
import { PolicyModelType } from './policy-model.graphql.ts';
import type { ModelPolicy, Substitution } from './policy.ts';
import type { Alias } from './replace-aliases.ts';
import { type PolicyChange, updateModelPolicy } from './update-model-policy.ts';

const OriginEnum = builder.enumType('ModelPolicyOrigin', {
  description: 'Whose default and fallback hold: always both of one.',
  values: {
    PLATFORM: { value: 'platform', description: "Nothing was chosen: the platform's default." },
    OWN: { value: 'own' },
    INHERITED: { value: 'inherited', description: 'Of the nearest organisation above that offers them.' },
  } as const,
});

const SubstitutionEnum = builder.enumType('Substitution', {
  description:
    'Who may answer for a model that is switched off, deleted or unconfigured, or whose credentials are refused.',
  values: {
    NEVER: { value: 'NEVER', description: 'Nobody: the step fails, and says why.' },
    DEFAULT: { value: 'DEFAULT', description: 'The organisation default.' },
    PLATFORM: { value: 'PLATFORM', description: "The organisation default, and after it the platform's." },
  } as const satisfies Record<Substitution, unknown>,
});

const AliasType = builder.objectRef<Alias>('ModelAlias').implement({
  description: 'A short name that steps keep, and that the organisation decides what stands for.',
  fields: (t) => ({
    alias: t.exposeString('alias'),
    target: t.exposeString('target', { description: 'The slug or platform id that it stands for.' }),
    model: t.field({
      type: PolicyModelType,
      nullable: true,
      resolve: ({ target }, _args, context): Promise<Model | null> =>
        context.transact((em) => findModelByReference(em, context.services.models.catalogue, target)),
    }),
  }),
});

const ModelPolicyType = builder.objectRef<ModelPolicy>('ModelPolicy').implement({
  description: 'Which model an organisation runs where a step names none, and who may answer for whom.',
  fields: (t) => ({
    revision: t.exposeInt('revision', { description: 'Say it when you change the policy.' }),
    origin: t.field({ type: OriginEnum, resolve: ({ origin }) => origin.kind }),
    inheritedFrom: t.string({
      nullable: true,
      description: 'The name of the organisation whose default and fallback these are.',
      resolve: ({ origin }) => (origin.kind === 'inherited' ? origin.organizationName : null),
    }),
    default: t.expose('default', { type: PolicyModelType, description: 'There is always exactly one.' }),
    fallback: t.expose('fallback', {
      type: PolicyModelType,
      nullable: true,
      description: 'Answers where a model fails: it is limited, away, or lacks a feature.',
    }),
    aliases: t.field({
      type: [AliasType],
      resolve: ({ aliases }) => [...aliases].map(([alias, target]) => ({ alias, target })),
    }),
    exclusive: t.exposeBoolean('exclusive', {
      description: 'Custom models only: the platform models are excluded everywhere.',
    }),
    offered: t.exposeBoolean('offered', {
      description: 'Default and fallback are inherited by sub-organisations that have none of their own.',
    }),
    substitution: t.expose('substitution', { type: SubstitutionEnum }),
    platformDefault: t.expose('platformDefault', { type: PolicyModelType }),
    platformCallsPerMinute: t.int({
      description:
        "How often the organisation may call platform models, which share the operator's pool; beyond it they fail as at a provider that limits calls.",
      resolve: (_policy, _args, { services }) => services.models.platformCallsPerMinute,
    }),
  }),
});

builder.queryField('modelPolicy', (t) =>
  t.field({
    type: ModelPolicyType,
    authScopes: { may: reads },
    resolve: (_root, _args, context) =>
      context.transact((em) => loadPolicy(em, context.services.models.catalogue)),
  }),
);

const AliasInput = builder.inputType('ModelAliasInput', {
  fields: (t) => ({ alias: t.string(), target: t.string({ description: 'A slug or a platform id.' }) }),
});

export const PolicyChangeInput = builder.inputType('ModelPolicyChangeInput', {
  description: 'What is left out stays as it is.',
  fields: (t) => ({
    default: t.string({
      required: false,
      description:
        'A slug or a platform id. Null: no choice of its own, so that the organisation inherits or runs on the platform default; its fallback goes, too.',
    }),
    fallback: t.string({ required: false, description: 'A slug or a platform id. Null: none.' }),
    aliases: t.field({ type: [AliasInput], required: false, description: 'All of them.' }),
    exclusive: t.boolean({ required: false }),
    offered: t.boolean({ required: false }),
    substitution: t.field({ type: SubstitutionEnum, required: false }),
  }),
});

/** As the verbs take it: null means something for a default and a fallback only. */
export function toPolicyChange(input: typeof PolicyChangeInput.$inferInput): PolicyChange {
  const { aliases, exclusive, offered, substitution, ...models } = input;
  return {
    ...models,
    ...(aliases != null && { aliases }),
    ...(exclusive != null && { exclusive }),
    ...(offered != null && { offered }),
    ...(substitution != null && { substitution }),
  };
}

builder.relayMutationField(
  'updateModelPolicy',
  {
    inputFields: (t) => ({
      expectedRevision: t.int({ description: 'The revision that was seen; another one is a conflict.' }),
      change: t.field({ type: PolicyChangeInput }),
    }),
  },
  {
    authScopes: { may: adminWrites },
    errors: { types: [ForbiddenError, InvalidInputError, ConflictError] },
    resolve: (_root, { input: { expectedRevision, change } }, { services, transact }) =>
      transact((em, actor) =>
        updateModelPolicy(
          em,
          actor,
          { ...toPolicyChange(change), expectedRevision },
          services.models.catalogue,
        ),
      ),
  },
  { outputFields: (t) => ({ policy: t.field({ type: ModelPolicyType, resolve: (policy) => policy }) }) },
);
