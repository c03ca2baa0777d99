import { stepOrigins, stepStatuses } from '@patchbay/schema/run-event.ts';
import { builder } from '../builder.ts';
import { AttemptNode } from './attempt.graphql.ts';
import { Attempt } from './attempt.ts';
import { FailureType } from './run-failure.graphql.ts';
import type { StepCall } from './step-call.ts';
import type { StepRun } from './step-run.ts';

const StepStatusEnum = builder.enumType('StepStatus', { values: stepStatuses });
const StepOriginEnum = builder.enumType('StepOrigin', {
  description:
    'Where an output comes from: the step ran in this run, or was not run because its output was pinned, was taken from an earlier run, or would have been read by nobody.',
  values: stepOrigins,
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

const ItemCountType = builder.objectRef<NonNullable<StepRun['items']>>('ItemCount').implement({
  fields: (t) => ({
    total: t.exposeInt('total'),
    done: t.exposeInt('done'),
    failed: t.exposeInt('failed'),
  }),
});

export const StepRunNode = builder.objectRef<StepRun>('StepRun').implement({
  description: 'A step of a run.',
  fields: (t) => ({
    id: t.exposeID('id'),
    path: t.exposeString('path', {
      description:
        'The id of its node; inside of another step after the path of that, as "a1/b2" or "map[3]/b2".',
    }),
    parent: t.exposeString('parent', {
      nullable: true,
      description: 'The path of the step, or the item of a map, that it is inside of.',
    }),
    nodeId: t.exposeString('nodeId'),
    kind: t.exposeString('kind', { description: '"item" for an item of a map.' }),
    items: t.expose('items', { type: ItemCountType, nullable: true, description: 'How far a map has come.' }),
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
