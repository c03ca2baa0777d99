import { type Capability, type Eligibility, judgeEligibility } from '@patchbay/schema/capabilities.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { CapabilityEnum } from '../models/capability.graphql.ts';
import { ModelNode } from '../models/model.graphql.ts';
import { factsOf, type Model } from '../models/model.ts';
import { page } from '../page.ts';
import { type Asked, countByEligibility, listByEligibility } from './list-by-eligibility.ts';
import { findNamed, loadPolicy } from './load-policy.ts';
import { PolicyModelType } from './policy-model.graphql.ts';
import {
  type Candidate,
  places,
  type Question,
  type Refusal,
  type Refused,
  type Resolution,
  resolveCandidates,
} from './resolve-candidates.ts';

const PlaceEnum = builder.enumType('ModelPlace', {
  description:
    'Where a model stands in the order: named by the step, the organisation default, its fallback, or in place of a model that cannot be used.',
  values: places,
});

const OnMissingCapabilityEnum = builder.enumType('OnMissingCapability', {
  description: 'Whether a step may run without a capability that its model lacks.',
  values: { REFUSE: { value: 'refuse' }, DEGRADE: { value: 'degrade' } } as const,
});

export const RefusalType = builder.objectRef<Refusal>('ModelRefusal').implement({
  description: 'Why a model may not answer, and what to do about it.',
  fields: (t) => ({
    code: t.string({ resolve: ({ code }) => code.toUpperCase().replaceAll('-', '_') }),
    message: t.exposeString('message'),
    fix: t.exposeString('fix'),
    capability: t.expose('capability', { type: CapabilityEnum, nullable: true }),
  }),
});

type Considered = Candidate | Refused;

const ConsideredType = builder.objectRef<Considered>('ConsideredModel').implement({
  description: 'A model that the order leads to: a candidate, or one that may not answer.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'From 1: the first is asked first.' }),
    place: t.expose('place', { type: PlaceEnum }),
    reference: t.string({ resolve: (one) => ('reason' in one ? one.model.reference : one.reference) }),
    model: t.expose('model', {
      type: PolicyModelType,
      nullable: true,
      description: 'Null where there is none.',
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it is a candidate; null for one that may not answer.',
      resolve: (one) => ('reason' in one ? one.reason : null),
    }),
    degraded: t.field({
      type: [CapabilityEnum],
      description: 'What the step does without, because it allows that.',
      resolve: (one) => ('reason' in one ? one.degraded : []),
    }),
    refusals: t.field({
      type: [RefusalType],
      description: 'Why it may not answer; empty for a candidate.',
      complexity: { multiplier: 3 },
      resolve: (one) => ('reasons' in one ? one.reasons : []),
    }),
  }),
});

export const ResolutionType = builder.objectRef<Resolution>('ModelResolution').implement({
  description: 'Which models a reference leads to now, in the order in which they are asked, and why.',
  fields: (t) => ({
    order: t.field({
      type: [ConsideredType],
      complexity: { multiplier: 4 },
      resolve: ({ candidates, refused }) =>
        [...candidates, ...refused].toSorted((one, other) => one.position - other.position),
    }),
    answers: t.boolean({
      description: 'Whether anybody may answer.',
      resolve: ({ candidates }) => candidates.length > 0,
    }),
    substitution: t.exposeBoolean('substitution', {
      description: 'Whether another model may answer for one whose credentials are refused.',
    }),
  }),
});

const EligibilityType = builder.objectRef<Eligibility>('ModelEligibility').implement({
  description: 'Whether a model may serve a step that needs what was asked for.',
  fields: (t) => ({
    eligible: t.exposeBoolean('eligible'),
    degraded: t.expose('degraded', {
      type: [CapabilityEnum],
      description: 'What the step would do without, where it allows that.',
    }),
    reasons: t.field({
      type: [RefusalType],
      complexity: { multiplier: 3 },
      description: 'All that speaks against it, each with its fix.',
      resolve: ({ reasons }) => reasons,
    }),
  }),
});

builder.queryField('resolveModel', (t) =>
  t.field({
    type: ResolutionType,
    description: 'The same resolution as a run makes, looked at beforehand.',
    authScopes: { may: reads },
    args: {
      reference: t.arg.string({
        description: 'What a step stores: a slug, an alias, a platform id or "default".',
      }),
      requirements: t.arg({ type: [CapabilityEnum], defaultValue: [] }),
      onMissingCapability: t.arg({ type: OnMissingCapabilityEnum, defaultValue: 'refuse' }),
      substitution: t.arg.boolean({
        defaultValue: true,
        description: 'Whether the step lets another model answer in place of its own.',
      }),
    },
    resolve: (_root, { reference, requirements, onMissingCapability, substitution }, context) =>
      context.transact(async (em) => {
        const { catalogue } = context.services.models;
        const policy = await loadPolicy(em, catalogue);
        const question: Question = {
          reference,
          requirements: asRequirements(requirements),
          onMissingCapability,
          substitution: substitution ? 'allow' : 'never',
        };
        return resolveCandidates(question, policy, await findNamed(em, catalogue, reference, policy));
      }),
  }),
);

builder.objectFields(ModelNode, (t) => ({
  eligibility: t.loadable({
    type: EligibilityType,
    description: 'Whether it may serve a step with these needs, under the policy of the organisation.',
    args: {
      requirements: t.arg({ type: [CapabilityEnum], defaultValue: [] }),
      onMissingCapability: t.arg({ type: OnMissingCapabilityEnum, defaultValue: 'refuse' }),
    },
    byPath: true,
    load: (models: Model[], context: Context, asked) => judge(models, context, asked),
    resolve: (model) => model,
  }),
}));

builder.queryField('modelEligibility', (t) =>
  t.connection(
    {
      type: ModelNode,
      description:
        'Every model that is not deleted, those that may serve a step with these needs first: what a picker shows. Why another may not is in Model.eligibility.',
      authScopes: { may: reads },
      args: {
        requirements: t.arg({ type: [CapabilityEnum], defaultValue: [] }),
        onMissingCapability: t.arg({ type: OnMissingCapabilityEnum, defaultValue: 'refuse' }),
        search: t.arg.string({ required: false }),
      },
      resolve: async (_root, args, context) => {
        const { catalogue } = context.services.models;
        const { exclusive } = await context.transact((em) => loadPolicy(em, catalogue));
        const filter = { ...args, exclusive };
        const count = () => context.transact((em) => countByEligibility(em, catalogue, filter));
        const connection = await page(
          args,
          'asc',
          (bounds) => context.transact((em) => listByEligibility(em, catalogue, filter, bounds)),
          async () => (await count()).all,
        );
        return { ...connection, eligibleCount: async () => (await count()).eligible };
      },
    },
    {
      fields: (connection) => ({
        eligibleCount: connection.int({
          description: 'How many of all these may serve it.',
          resolve: ({ eligibleCount }) => eligibleCount(),
        }),
      }),
    },
  ),
);

/** The policy is read once for all models of a list. */
async function judge(models: readonly Model[], context: Context, asked: Asked): Promise<Eligibility[]> {
  const { exclusive } = await context.transact((em) => loadPolicy(em, context.services.models.catalogue));
  const needs = asRequirements(asked.requirements);
  return models.map((model) =>
    judgeEligibility(factsOf(model, { exclusive }), needs, asked.onMissingCapability),
  );
}

const asRequirements = (capabilities: readonly Capability[]) =>
  capabilities.map((capability) => ({ capability, because: 'it was asked for' }));
