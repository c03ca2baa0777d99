import { runStatuses, stepOrigins, stepStatuses } from '@patchbay/schema/run-event.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { z } from 'zod';
import { type Actor, visibleProjects } from '../access/actor.ts';
import { type Access, reads } from '../access/rules.ts';
import {
  builder,
  ConflictError,
  ErrorInterface,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
} from '../builder.ts';
import type { Context } from '../context.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { pageOf } from '../page.ts';
import { WorkflowNode } from '../workflows/workflow.graphql.ts';
import { Attempt } from './attempt.ts';
import { cancelRun } from './cancel-run.ts';
import { MissingOutputsError } from './missing-outputs-error.ts';
import { Run } from './run.ts';
import type { StepCall } from './step-call.ts';
import { StepRun } from './step-run.ts';

const runs: Access = { scope: 'RUN', project: 'CONTRIBUTOR' };

const RunStatusEnum = builder.enumType('RunStatus', { values: runStatuses });
const StepStatusEnum = builder.enumType('StepStatus', { values: stepStatuses });
const StepOriginEnum = builder.enumType('StepOrigin', {
  description:
    'Where an output comes from: the step ran in this run, or was not run because its output was pinned, was taken from an earlier run, or would have been read by nobody.',
  values: stepOrigins,
});

export const FailureType = builder.objectRef<NonNullable<Run['error']>>('RunFailure').implement({
  description: 'Why a run or a step failed, and how to mend it.',
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    fix: t.string({ nullable: true, resolve: (failure) => failure.fix ?? null }),
    nodeId: t.string({
      nullable: true,
      description: 'The step at fault.',
      resolve: (failure) => failure.nodeId ?? null,
    }),
  }),
});

const visible = (actor: Actor) => {
  const projects = visibleProjects(actor);
  return projects === 'all' ? {} : { projectId: projects };
};

export const AttemptNode = builder.objectRef<Attempt>('Attempt').implement({
  description: 'One call to one candidate: a line of the receipt.',
  fields: (t) => ({
    id: t.exposeID('id'),
    position: t.exposeInt('position'),
    reference: t.exposeString('reference', { description: 'What the step, or the policy, named.' }),
    reason: t.exposeString('reason', { description: 'Why this candidate was asked.' }),
    provider: t.exposeString('provider'),
    modelSlug: t.exposeString('modelSlug'),
    providerModelId: t.exposeString('providerModelId'),
    outcome: t.exposeString('outcome', { description: '"answered", or the kind of the failure.' }),
    error: t.expose('error', { type: FailureType, nullable: true }),
    discarded: t.boolean({
      description:
        'It broke off after it had begun to answer: that text was dropped, and the answer began anew.',
      resolve: (attempt) => attempt.wasDiscarded(),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    firstTokenAt: t.expose('firstTokenAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime' }),
    latencyMs: t.int({ resolve: ({ startedAt, finishedAt }) => finishedAt.getTime() - startedAt.getTime() }),
    firstTokenMs: t.int({
      nullable: true,
      description: 'Null where no text came.',
      resolve: ({ startedAt, firstTokenAt }) => firstTokenAt && firstTokenAt.getTime() - startedAt.getTime(),
    }),
    inputTokens: t.exposeInt('inputTokens', { nullable: true }),
    cachedTokens: t.exposeInt('cachedTokens', { nullable: true }),
    outputTokens: t.exposeInt('outputTokens', { nullable: true }),
    reasoningTokens: t.exposeInt('reasoningTokens', { nullable: true }),
    cost: t.exposeString('cost', { nullable: true, description: 'USD; null means unpriced, never free.' }),
  }),
});

const StepCallType = builder.objectRef<StepCall>('StepCall').implement({
  description: 'What a step called besides models: a tool for the model, or a system over HTTP.',
  fields: (t) => ({
    name: t.exposeString('name'),
    arguments: t.expose('arguments', {
      type: 'JSON',
      nullable: true,
      description: 'What the model gave; null where the workflow says it.',
    }),
    result: t.exposeString('result', { description: 'Cut where it is long, and then it says so.' }),
    failed: t.exposeBoolean('failed'),
    startedAt: t.field({ type: 'DateTime', resolve: ({ startedAt }) => new Date(startedAt) }),
    milliseconds: t.exposeInt('milliseconds'),
  }),
});

export const StepRunNode = builder.objectRef<StepRun>('StepRun').implement({
  description: 'A step of a run.',
  fields: (t) => ({
    id: t.exposeID('id'),
    path: t.exposeString('path', { description: 'The id of its node.' }),
    nodeId: t.exposeString('nodeId'),
    kind: t.exposeString('kind'),
    status: t.expose('status', { type: StepStatusEnum }),
    origin: t.expose('origin', { type: StepOriginEnum }),
    sourceRunId: t.globalID({
      nullable: true,
      description: 'The run that its output was taken from.',
      resolve: ({ sourceRunId }) => sourceRunId && { type: 'Run', id: sourceRunId },
    }),
    output: t.expose('output', { type: 'JSON', nullable: true }),
    error: t.expose('error', {
      type: FailureType,
      nullable: true,
      description:
        'Of a step that succeeded all the same: the run went on by its way for errors, or with its default.',
    }),
    partial: t.exposeString('partial', {
      nullable: true,
      description: 'The text streamed so far, while it runs.',
    }),
    calls: t.field({
      type: [StepCallType],
      description: 'In their order.',
      resolve: ({ calls }) => calls ?? [],
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    attempts: t.loadableGroup({
      type: AttemptNode,
      complexity: { multiplier: 2 },
      load: (ids: string[], context) =>
        context.transact((em) => em.find(Attempt, { stepId: ids }, { orderBy: { position: 'asc' } })),
      group: ({ stepId }) => stepId ?? '',
      resolve: (step) => step.id,
    }),
  }),
});

const OnlyStepType = builder.objectRef<{ id: string; name: string }>('OnlyStep').implement({
  description: 'The one step that a run is about.',
  fields: (t) => ({ nodeId: t.exposeString('id'), name: t.exposeString('name') }),
});

export const RunNode = builder.loadableNode(Run, {
  name: 'Run',
  id: { resolve: (run) => run.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => em.find(Run, { $and: [{ id: ids }, visible(actor)] })),
  sort: (run: Run) => run.id,
  fields: (t) => ({
    status: t.expose('status', { type: RunStatusEnum }),
    workflow: t.field({ type: WorkflowNode, resolve: (run) => run.workflowId }),
    versionNumber: t.exposeInt('versionNumber', {
      nullable: true,
      description: 'Null for a run of a draft.',
    }),
    onlyStep: t.field({
      type: OnlyStepType,
      nullable: true,
      description: 'Null for a run that goes through the whole workflow.',
      resolve: ({ onlyStep, graph }) => (onlyStep == null ? null : stepNamed(graph, onlyStep)),
    }),
    graph: t.expose('graph', {
      type: 'JSON',
      description: 'As it was when the run started; it never changes.',
    }),
    input: t.expose('input', { type: 'JSON' }),
    output: t.expose('output', { type: 'JSON', nullable: true }),
    error: t.expose('error', { type: FailureType, nullable: true }),
    requestedBy: t.exposeString('requestedBy'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    steps: t.loadableGroup({
      type: StepRunNode,
      complexity: { multiplier: 10 },
      load: (ids: string[], context) =>
        context.transact((em) =>
          em.find(StepRun, { runId: ids }, { orderBy: { startedAt: 'asc', id: 'asc' } }),
        ),
      group: (step) => step.runId,
      resolve: (run) => run.id,
    }),
    queuePosition: t.int({
      nullable: true,
      description: 'How many runs of the organisation go first; null once it has begun.',
      resolve: (run, _args, context) =>
        run.status === 'QUEUED'
          ? context.transact((em) => em.count(Run, { status: 'QUEUED', id: { $lt: run.id } }))
          : null,
    }),
  }),
});

/** A graph of another version may not be readable here; its step is there all the same. */
function stepNamed(graph: Record<string, unknown>, id: string): { id: string; name: string } {
  const step = parseWorkflow(graph).graph?.nodes.find((node) => node.id === id);
  return { id, name: step?.name ?? id };
}

builder.queryField('run', (t) =>
  t.field({
    type: RunNode,
    nullable: true,
    authScopes: { may: reads },
    args: { id: t.arg.globalID({ for: RunNode }) },
    resolve: (_root, { id }, context) => findRun(context, id.id),
  }),
);

export function findRun(context: Context, id: string): Promise<Run | null> {
  return context.transact((em, actor) => em.findOne(Run, { $and: [{ id }, visible(actor)] }));
}

builder.objectField(OrganizationNode, 'runs', (t) =>
  t.connection({
    type: RunNode,
    description: 'Newest first.',
    authScopes: { may: reads },
    args: {
      workflowId: t.arg.globalID({ required: false, for: WorkflowNode }),
      status: t.arg({ type: [RunStatusEnum], required: false }),
    },
    resolve: (_organization, args, context) =>
      pageOf(context, Run, args, 'desc', {
        $and: [
          visible(context.requireActor()),
          args.workflowId ? { workflowId: args.workflowId.id } : {},
          args.status ? { status: args.status } : {},
        ],
      }),
  }),
);

const idempotencyKey = z
  .string()
  .trim()
  .min(1, 'Give an idempotency key.')
  .max(200, 'At most 200 characters.');
const input = z.record(z.string(), z.unknown(), 'The input is one JSON object: a value for each field.');

builder.relayMutationField(
  'startRun',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      draftRevision: t.int({
        required: false,
        description: 'Runs the draft at this revision, not the live version.',
      }),
      input: t.field({ type: 'JSON', description: 'A value for each field of the input step.' }),
      idempotencyKey: t.string({
        validate: idempotencyKey,
        description: 'Chosen by you, e.g. a UUID. Sending the same again gives the same run.',
      }),
      usePins: t.boolean({
        defaultValue: false,
        description: 'Of a draft: steps with a pinned output are not run.',
      }),
    }),
  },
  {
    authScopes: { may: runs },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: async (_root, { input: start }, context) => {
      const values = input.safeParse(start.input);
      if (!values.success)
        throw InvalidInputError.at('input', 'The input is one JSON object: a value for each field.');
      return context.services.runs.start(context.requireActor(), {
        workflowId: start.workflowId.id,
        draftRevision: start.draftRevision ?? null,
        input: values.data,
        idempotencyKey: start.idempotencyKey,
        usePins: start.usePins,
      });
    },
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run) => run }) }) },
);

const MissingOutput = builder.objectRef<{ id: string; name: string }>('MissingOutput').implement({
  description: 'A step of which no output is known.',
  fields: (t) => ({ nodeId: t.exposeString('id'), name: t.exposeString('name') }),
});

builder.objectType(MissingOutputsError, {
  name: 'MissingOutputsError',
  interfaces: [ErrorInterface],
  description: 'The step reads others that are neither pinned nor were run before.',
  fields: (t) => ({ steps: t.field({ type: [MissingOutput], resolve: ({ steps }) => [...steps] }) }),
});

builder.relayMutationField(
  'runStep',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      draftRevision: t.int({ description: 'The revision of the draft that you have looked at.' }),
      nodeId: t.string({ description: 'The step to run.' }),
      input: t.field({
        type: 'JSON',
        required: false,
        description: 'What the input step gives. Left out: what it gave before.',
      }),
      fromRunId: t.globalID({
        for: RunNode,
        required: false,
        description:
          'The run whose outputs the step reads. What it does not have comes from the latest run of the draft that has it.',
      }),
      idempotencyKey: t.string({ validate: idempotencyKey }),
    }),
  },
  {
    description:
      'Runs one step of the draft: on what is pinned to the steps that it reads, or else on what they put out before.',
    authScopes: { may: runs },
    errors: {
      types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError, MissingOutputsError],
    },
    resolve: async (_root, { input: start }, context) => {
      const values = input.nullish().safeParse(start.input);
      if (!values.success)
        throw InvalidInputError.at('input', 'The input is one JSON object: a value for each field.');
      return context.services.runs.start(context.requireActor(), {
        workflowId: start.workflowId.id,
        draftRevision: start.draftRevision,
        nodeId: start.nodeId,
        input: values.data ?? null,
        fromRunId: start.fromRunId?.id ?? null,
        idempotencyKey: start.idempotencyKey,
      });
    },
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run) => run }) }) },
);

builder.relayMutationField(
  'cancelRun',
  { inputFields: (t) => ({ runId: t.globalID({ for: RunNode }) }) },
  {
    authScopes: { may: runs },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input: { runId } }, context) =>
      context.transact((em, actor) => cancelRun(em, actor, { runId: runId.id })),
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run) => run }) }) },
);
