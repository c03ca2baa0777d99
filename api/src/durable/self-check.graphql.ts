import { type Access, adminReads } from '../access/rules.ts';
import { builder, ForbiddenError } from '../builder.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { pageOf } from '../page.ts';
import { followSelfCheck, type SelfCheckEvent } from './follow-self-check.ts';
import { runSelfCheck } from './run-self-check.ts';
import { SelfCheck, SelfCheckStep, selfCheckStatuses } from './self-check.ts';
import { sendSelfCheck } from './send-self-check.ts';

const adminRuns: Access = { scope: 'RUN', admin: true };

const SelfCheckStepType = builder.objectType(SelfCheckStep, {
  name: 'SelfCheckStep',
  fields: (t) => ({
    position: t.exposeInt('position'),
    name: t.exposeString('name'),
    passed: t.exposeBoolean('passed'),
    detail: t.exposeString('detail', { description: 'What was seen, in one sentence.' }),
    latencyMs: t.exposeFloat('latencyMs'),
    at: t.field({ type: 'DateTime', resolve: (step) => step.at }),
  }),
});

const SelfCheckNode = builder.loadableNode(SelfCheck, {
  name: 'SelfCheck',
  description:
    'A run in miniature, which proves by doing it that database, Restate, worker and live events work together.',
  id: { resolve: (check) => check.id },
  authScopes: { may: adminReads },
  load: (ids: string[], context) => context.transact((em) => em.find(SelfCheck, { id: ids })),
  sort: (check: SelfCheck) => check.id,
  fields: (t) => ({
    status: t.field({
      type: builder.enumType('SelfCheckStatus', { values: selfCheckStatuses }),
      resolve: (check) => check.status,
    }),
    requestedBy: t.exposeString('requestedBy'),
    createdAt: t.field({ type: 'DateTime', resolve: (check) => check.createdAt }),
    finishedAt: t.field({ type: 'DateTime', nullable: true, resolve: (check) => check.finishedAt }),
    steps: t.loadableGroup({
      type: SelfCheckStepType,
      description: 'Those that are done, in their order.',
      load: (ids: string[], context) =>
        context.transact((em) =>
          em.find(SelfCheckStep, { selfCheckId: ids }, { orderBy: { position: 'asc' } }),
        ),
      group: (step) => step.selfCheckId,
      resolve: (check) => check.id,
    }),
  }),
});

builder.objectField(OrganizationNode, 'selfChecks', (t) =>
  t.connection({
    type: SelfCheckNode,
    description: 'Newest first. Admins only.',
    authScopes: { may: adminReads },
    resolve: (_organization, args, context) => pageOf(context, SelfCheck, args, 'desc', {}),
  }),
);

builder.relayMutationField(
  'runSelfCheck',
  null,
  {
    description: 'Starts a self-check; follow it with selfCheckEvents.',
    authScopes: { may: adminRuns },
    errors: { types: [ForbiddenError] },
    resolve: async (_root, _args, { services: { restate, log }, transact }) => {
      const check = await transact(async (em, actor) => runSelfCheck(em, actor));
      // It is committed, so it will run: should Restate be away, the sweeper sends it later.
      sendSelfCheck(restate, check).catch((error: unknown) =>
        log.warn({ err: error, selfCheckId: check.id }, 'A self-check waits until Restate can be reached.'),
      );
      return check;
    },
  },
  { outputFields: (t) => ({ selfCheck: t.field({ type: SelfCheckNode, resolve: (check) => check }) }) },
);

const SelfCheckEventType = builder.objectRef<SelfCheckEvent>('SelfCheckEvent').implement({
  fields: (t) => ({
    selfCheck: t.field({ type: SelfCheckNode, resolve: (event) => event.selfCheck }),
    step: t.field({
      type: SelfCheckStepType,
      nullable: true,
      description: 'The step that is done; null when this event says that the whole check is finished.',
      resolve: (event) => event.step,
    }),
  }),
});

builder.subscriptionField('selfCheckEvents', (t) =>
  t.field({
    type: SelfCheckEventType,
    description:
      'Each step as it is done, from the first one or from where a resumed stream goes on; ends with the check.',
    authScopes: { may: adminReads },
    args: { selfCheckId: t.arg.globalID({ for: SelfCheckNode }) },
    subscribe: (_root, { selfCheckId }, { services: { hub }, transact, lastEventId }) =>
      followSelfCheck({ hub, transact, selfCheckId: selfCheckId.id, after: Number(lastEventId) || 0 }),
    resolve: (event) => event,
  }),
);
