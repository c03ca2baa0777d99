import { z } from 'zod';
import { type Access, reads } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, NotFoundError } from '../builder.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { pageOf } from '../page.ts';
import { Approval, type decisions } from './approval.ts';
import { decideApproval, mayDecide } from './decide-approval.ts';
import { thenLetGo } from './mend-run.graphql.ts';
import { RunNode } from './run.graphql.ts';
import { visibleRuns } from './visible-runs.ts';

const decides: Access = { scope: 'RUN', project: 'CONTRIBUTOR' };

const DecisionEnum = builder.enumType('ApprovalDecision', {
  values: {
    APPROVED: { value: 'approved' },
    REJECTED: { value: 'rejected' },
    EXPIRED: { value: 'expired', description: 'Nobody decided in time: the run went on without.' },
    WITHDRAWN: { value: 'withdrawn', description: 'The run ended before.' },
  } as const satisfies Record<string, { value: (typeof decisions)[number]; description?: string }>,
});

const ApprovalNode = builder.loadableNode(Approval, {
  name: 'Approval',
  description: 'A question that a run asks of a person, and waits for.',
  id: { resolve: ({ id }) => id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => em.find(Approval, { $and: [{ id: ids }, visibleRuns(actor)] })),
  sort: ({ id }: Approval) => id,
  fields: (t) => ({
    run: t.field({ type: RunNode, resolve: ({ runId }) => runId }),
    path: t.exposeString('path', { description: 'Of the step that asks.' }),
    stepName: t.exposeString('stepName'),
    message: t.exposeString('message'),
    askedAt: t.expose('askedAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    decision: t.expose('decision', {
      type: DecisionEnum,
      nullable: true,
      description: 'Null while it is open.',
    }),
    comment: t.exposeString('comment'),
    decidedBy: t.exposeString('decidedBy', { nullable: true }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true }),
    viewerMayDecide: t.boolean({
      resolve: (approval, _args, context) =>
        approval.decision == null && mayDecide(context.requireActor(), approval),
    }),
  }),
});

builder.objectField(OrganizationNode, 'approvals', (t) =>
  t.connection({
    type: ApprovalNode,
    description: 'Newest first.',
    authScopes: { may: reads },
    args: {
      open: t.arg.boolean({
        required: false,
        description: 'Those that nobody has decided; or those that are over.',
      }),
      forViewer: t.arg.boolean({
        required: false,
        description: 'Those that name the viewer, or that name nobody.',
      }),
      runId: t.arg.globalID({ required: false, for: RunNode }),
    },
    resolve: (_organization, { open, forViewer, runId, ...args }, context) => {
      const actor = context.requireActor();
      return pageOf(context, Approval, args, 'desc', {
        $and: [
          visibleRuns(actor),
          open == null ? {} : { decision: open ? null : { $ne: null } },
          runId ? { runId: runId.id } : {},
          forViewer ? { $or: [{ assignees: { $contains: [actor.id] } }, { assignees: { $eq: [] } }] } : {},
        ],
      });
    },
  }),
);

const comment = z.string().trim().max(2000, 'A comment has at most 2,000 characters.').nullish();

builder.relayMutationField(
  'decideApproval',
  {
    inputFields: (t) => ({
      approvalId: t.globalID({ for: ApprovalNode }),
      approve: t.boolean({ description: 'False rejects.' }),
      comment: t.string({ required: false, validate: comment }),
    }),
  },
  {
    description: 'The run goes on by the decision. One decision holds: a second one is a conflict.',
    authScopes: { may: decides },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input: { approvalId, approve, comment: said } }, context) =>
      thenLetGo(
        context,
        context.transact((em, actor) =>
          decideApproval(em, actor, { approvalId: approvalId.id, approve, comment: said?.trim() ?? '' }),
        ),
      ),
  },
  { outputFields: (t) => ({ approval: t.field({ type: ApprovalNode, resolve: (approval) => approval }) }) },
);
