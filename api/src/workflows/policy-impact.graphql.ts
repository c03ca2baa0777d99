import { adminReads } from '../access/rules.ts';
import { builder, ForbiddenError, InvalidInputError } from '../builder.ts';
import { PolicyChangeInput, toPolicyChange } from '../model-policy/model-policy.graphql.ts';
import { ResolutionType } from '../model-policy/resolution.graphql.ts';
import { type Effect, type PolicyImpact, policyImpact, type StepImpact } from './policy-impact.ts';
import { WorkflowNode } from './workflow.graphql.ts';

const EffectEnum = builder.enumType('PolicyEffect', {
  description: 'What becomes of a step, the gravest first.',
  values: {
    STOPS: { value: 'STOPS', description: 'No model would answer it any more.' },
    RUNS_AGAIN: { value: 'RUNS_AGAIN', description: 'A model would answer it, where none does now.' },
    ANOTHER_MODEL: { value: 'ANOTHER_MODEL', description: 'Another model would answer it first.' },
    ANOTHER_ORDER: { value: 'ANOTHER_ORDER', description: 'The same model first, and others behind it.' },
  } as const satisfies Record<Effect, unknown>,
});

const StepImpactType = builder.objectRef<StepImpact>('PolicyStepImpact').implement({
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

const shownAtMost = 100;

const PolicyImpactType = builder.objectRef<PolicyImpact>('PolicyImpact').implement({
  description:
    'What a change of the model policy would do to the steps of active workflows, drafts and live versions.',
  fields: (t) => ({
    stepsLookedAt: t.exposeInt('looked'),
    stepsAffected: t.int({ resolve: ({ steps }) => steps.length }),
    stepsThatStop: t.int({ resolve: ({ steps }) => steps.filter(({ effect }) => effect === 'STOPS').length }),
    steps: t.field({
      type: [StepImpactType],
      description: `The gravest first, ${shownAtMost} at most: stepsAffected says how many there are.`,
      complexity: { multiplier: 10 },
      resolve: ({ steps }) => steps.slice(0, shownAtMost),
    }),
  }),
});

builder.queryField('modelPolicyImpact', (t) =>
  t.field({
    type: PolicyImpactType,
    description:
      'Looks ahead: nothing is saved. A change that could not be saved is refused in the same words.',
    authScopes: { may: adminReads },
    args: { change: t.arg({ type: PolicyChangeInput }) },
    errors: { types: [ForbiddenError, InvalidInputError] },
    resolve: (_root, { change }, { services, transact }) =>
      transact((em, actor) => policyImpact(em, actor, toPolicyChange(change), services.models.catalogue)),
  }),
);
