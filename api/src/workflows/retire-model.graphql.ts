import { adminReads, adminWrites } from '../access/rules.ts';
import { builder, ErrorInterface, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { CapabilityEnum } from '../models/capability.graphql.ts';
import { findCustomModel } from '../models/find-custom-model.ts';
import { ModelDeletedError } from '../models/model-deleted-error.ts';
import { ModelNode } from '../models/model.graphql.ts';
import { modelOfCustom } from '../models/model.ts';
import { StandsInPolicyError } from '../models/stands-in-policy-error.ts';
import {
  type Choice,
  choicesShown,
  planRepointing,
  type RepointGroup,
  type RepointPlan,
  type Use,
} from './repoint-plan.ts';
import { retireModel } from './retire-model.ts';
import { UsageChangedError } from './usage-changed-error.ts';
import { WorkflowNode } from './workflow.graphql.ts';

const UseType = builder.objectRef<Use>('ModelUse').implement({
  description: 'A step of a draft or of a live version that leads to the model.',
  fields: (t) => ({
    workflow: t.field({ type: WorkflowNode, resolve: ({ workflowId }) => workflowId }),
    live: t.boolean({
      description: 'In the live version; else in the draft.',
      resolve: ({ versionId }) => versionId !== null,
    }),
    nodeId: t.exposeString('nodeId'),
    stepName: t.exposeString('stepName'),
    reference: t.exposeString('reference'),
  }),
});

const ChoiceType = builder.objectRef<Choice>('RepointChoice').implement({
  fields: (t) => ({
    model: t.field({ type: ModelNode, resolve: ({ model }) => model }),
    lacks: t.field({
      type: [CapabilityEnum],
      description: 'What the model that goes can do and this one cannot; no step here needs it.',
      resolve: ({ lacks }) => lacks,
    }),
    costDifference: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'USD more, or less, for what these steps asked of the model in the last 30 days. Null where a price or a count is unknown.',
      resolve: ({ costDifference }) => costDifference,
    }),
  }),
});

const usesShown = 100;

const GroupType = builder.objectRef<RepointGroup>('RepointGroup').implement({
  description: 'Steps that need the same of their model, so that one choice can serve them all.',
  fields: (t) => ({
    key: t.exposeString('key'),
    needs: t.field({
      type: [CapabilityEnum],
      resolve: ({ question }) => [...new Set(question.requirements.map(({ capability }) => capability))],
    }),
    useCount: t.int({ resolve: ({ uses }) => uses.length }),
    uses: t.field({
      type: [UseType],
      description: `${usesShown} at most: useCount says how many there are.`,
      complexity: { multiplier: 10 },
      resolve: ({ uses }) => uses.slice(0, usesShown),
    }),
    choiceCount: t.exposeInt('choiceCount', { description: 'How many models could answer them.' }),
    choices: t.field({
      type: [ChoiceType],
      description: `The nearest ones by what they can do, how much they read and what they cost; ${choicesShown} at most.`,
      complexity: { multiplier: 10 },
      resolve: ({ choices }) => choices,
    }),
    inputTokens: t.float({
      nullable: true,
      description: 'In the last 30 days; null where a provider told none.',
      resolve: ({ tokens }) => tokens?.input ?? null,
    }),
    outputTokens: t.float({ nullable: true, resolve: ({ tokens }) => tokens?.output ?? null }),
  }),
});

const PlanType = builder.objectRef<RepointPlan>('RepointPlan').implement({
  description: 'Who uses a model, and what could answer in its place.',
  fields: (t) => ({
    seen: t.exposeString('seen', {
      description:
        'Names this state of affairs. Say it again in retireModel: it is refused if it has changed.',
    }),
    workflowCount: t.exposeInt('workflowCount'),
    groups: t.field({
      type: [GroupType],
      description: 'Mostly one or two.',
      complexity: { multiplier: 3 },
      resolve: ({ groups }) => groups,
    }),
    choiceCount: t.exposeInt('choiceCount', {
      description: 'How many models could answer all groups alike.',
    }),
    choices: t.field({
      type: [ChoiceType],
      description: `The nearest of them; ${choicesShown} at most.`,
      complexity: { multiplier: 10 },
      resolve: ({ choices }) => choices,
    }),
  }),
});

builder.objectType(UsageChangedError, {
  name: 'UsageChangedError',
  interfaces: [ErrorInterface],
  description: 'Somebody published or saved in between. Nothing was changed.',
  fields: (t) => ({
    plan: t.field({
      type: PlanType,
      description: 'How it is now.',
      resolve: ({ modelId }, _args, { services, transact }) =>
        transact(async (em) =>
          planRepointing(em, services.models.catalogue, modelOfCustom(await findCustomModel(em, modelId))),
        ),
    }),
  }),
});

builder.queryField('repointPlan', (t) =>
  t.field({
    type: PlanType,
    description: 'Before a model of your own is deleted or switched off.',
    authScopes: { may: adminReads },
    args: { modelId: t.arg.globalID({ for: ModelNode }) },
    errors: { types: [ForbiddenError, NotFoundError, ModelDeletedError] },
    resolve: (_root, { modelId }, { services, transact }) =>
      transact(async (em) =>
        planRepointing(em, services.models.catalogue, modelOfCustom(await findCustomModel(em, modelId.id))),
      ),
  }),
);

const RetiredAsEnum = builder.enumType('RetiredAs', { values: ['DELETED', 'INACTIVE'] as const });

const RepointGroupInput = builder.inputType('RepointGroupInput', {
  fields: (t) => ({
    group: t.string({ description: 'Its key.' }),
    to: t.string({ description: 'A slug or a platform id.' }),
  }),
});

const RepointStepInput = builder.inputType('RepointStepInput', {
  fields: (t) => ({
    workflowId: t.globalID({ for: WorkflowNode }),
    nodeId: t.string(),
    live: t.boolean(),
    to: t.string({ required: false, description: 'Null leaves the step: it fails until somebody mends it.' }),
  }),
});

builder.relayMutationField(
  'retireModel',
  {
    inputFields: (t) => ({
      modelId: t.globalID({ for: ModelNode }),
      as: t.field({ type: RetiredAsEnum }),
      seen: t.string({
        required: false,
        description: 'What repointPlan said. Left out, it is done whoever uses the model now.',
      }),
      groups: t.field({ type: [RepointGroupInput], defaultValue: [] }),
      steps: t.field({
        type: [RepointStepInput],
        defaultValue: [],
        description: 'For these another model than for their group.',
      }),
    }),
  },
  {
    description:
      'Deletes a model or switches it off, and gives its steps other models in the same transaction: as new published versions, and in the drafts. What is unpublished of a draft is not published along.',
    authScopes: { may: adminWrites },
    errors: {
      types: [ForbiddenError, NotFoundError, InvalidInputError, StandsInPolicyError, UsageChangedError],
    },
    resolve: (_root, { input: { modelId, seen = null, ...input } }, { services, transact }) =>
      transact((em, actor) =>
        retireModel(
          em,
          actor,
          {
            ...input,
            seen,
            modelId: modelId.id,
            steps: input.steps.map(({ workflowId, to = null, ...step }) => ({
              ...step,
              to,
              workflowId: workflowId.id,
            })),
          },
          services.models.catalogue,
        ),
      ),
  },
  {
    outputFields: (t) => ({
      model: t.field({ type: ModelNode, resolve: ({ model }) => modelOfCustom(model) }),
      workflowsRepointed: t.int({ resolve: ({ workflows }) => workflows }),
      versionsPublished: t.int({ resolve: ({ versions }) => versions }),
      stepsLeftBehind: t.int({ resolve: ({ leftBehind }) => leftBehind }),
    }),
  },
);
