import { adminReads } from '../access/rules.ts';
import { builder, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { ModelDeletedError } from '../models/model-deleted-error.ts';
import { ModelNode } from '../models/model.graphql.ts';
import { MethodSwitchNeedsCredentialsError } from '../models/method-switch.ts';
import { ModelSetupInput, toSetup } from '../models/model-setup.graphql.ts';
import { StandsInPolicyError } from '../models/stands-in-policy-error.ts';
import { PolicyChangeInput, toPolicyChange } from '../model-policy/model-policy.graphql.ts';
import { ResolutionType } from '../model-policy/resolution.graphql.ts';
import { type Effect, type Impact, shownAtMost, type StepImpact } from './impact.ts';
import { modelImpact } from './model-impact.ts';
import { policyImpact } from './policy-impact.ts';
import { WorkflowNode } from './workflow.graphql.ts';

const EffectEnum = builder.enumType('ImpactEffect', {
  description: 'What becomes of a step, the gravest first.',
  values: {
    STOPS: { value: 'STOPS', description: 'No model would answer it any more.' },
    RUNS_AGAIN: { value: 'RUNS_AGAIN', description: 'A model would answer it, where none does now.' },
    ANOTHER_MODEL: { value: 'ANOTHER_MODEL', description: 'Another model would answer it first.' },
    DOES_LESS: {
      value: 'DOES_LESS',
      description: 'The same model would answer, without a capability that the step would rather have.',
    },
    ANOTHER_ORDER: { value: 'ANOTHER_ORDER', description: 'The same model first, and others behind it.' },
  } as const satisfies Record<Effect, unknown>,
});

const StepImpactType = builder.objectRef<StepImpact>('StepImpact').implement({
  fields: (t) => ({
    workflow: t.field({ type: WorkflowNode, resolve: ({ workflowId }) => workflowId }),
    live: t.exposeBoolean('live', { description: 'In the live version; else in the draft.' }),
    nodeId: t.exposeString('nodeId'),
    stepName: t.exposeString('stepName'),
    reference: t.exposeString('reference'),
    effect: t.expose('effect', {
      type: EffectEnum,
      nullable: true,
      description: 'Null where nothing changes.',
    }),
    withoutFallback: t.exposeBoolean('withoutFallback', {
      description: 'The fallback lacks what the step needs, so nobody stands behind its model.',
    }),
    before: t.expose('before', { type: ResolutionType }),
    after: t.expose('after', { type: ResolutionType }),
  }),
});

const ImpactType = builder.objectRef<Impact>('Impact').implement({
  description:
    'What a change of models or of their policy would do to the steps of active workflows, drafts and live versions.',
  fields: (t) => ({
    stepsLookedAt: t.exposeInt('looked'),
    stepsAffected: t.exposeInt('affected'),
    stepsThatStop: t.exposeInt('stop'),
    steps: t.field({
      type: [StepImpactType],
      description: `The gravest first, ${shownAtMost} at most: stepsAffected says how many there are.`,
      complexity: { multiplier: 10 },
      resolve: ({ steps }) => steps,
    }),
  }),
});

builder.queryField('modelPolicyImpact', (t) =>
  t.field({
    type: ImpactType,
    description:
      'Looks ahead: nothing is saved. A change that could not be saved is refused in the same words.',
    authScopes: { may: adminReads },
    args: { change: t.arg({ type: PolicyChangeInput }) },
    errors: { types: [ForbiddenError, InvalidInputError] },
    resolve: (_root, { change }, { services, rehearse }) =>
      rehearse((em, actor) => policyImpact(em, actor, toPolicyChange(change), services.models.catalogue)),
  }),
);

const ModelChangeInput = builder.inputType('ModelChangeInput', {
  isOneOf: true,
  fields: (t) => ({
    setup: t.field({
      type: ModelSetupInput,
      required: false,
      description: 'As the form shows it, e.g. with a capability switched off.',
    }),
    active: t.boolean({ required: false }),
    deleted: t.boolean({ required: false }),
  }),
});

builder.queryField('modelImpact', (t) =>
  t.field({
    type: ImpactType,
    description:
      'Looks ahead: nothing is saved. A change that could not be saved is refused in the same words.',
    authScopes: { may: adminReads },
    args: { modelId: t.arg.globalID({ for: ModelNode }), change: t.arg({ type: ModelChangeInput }) },
    errors: {
      types: [
        ForbiddenError,
        NotFoundError,
        InvalidInputError,
        ModelDeletedError,
        MethodSwitchNeedsCredentialsError,
        StandsInPolicyError,
      ],
    },
    resolve: (_root, { modelId, change: { setup, ...change } }, { services, rehearse }) =>
      rehearse((em, actor) =>
        modelImpact(
          em,
          actor,
          { modelId: modelId.id, ...change, setup: setup && toSetup(setup) },
          services.models,
        ),
      ),
  }),
);
