import { stepOrigins, stepStatuses } from '@patchbay/schema/run-event.ts';
import { builder } from '../builder.ts';
import { AttemptNode } from './attempt.graphql.ts';
import { Attempt } from './attempt.ts';
import { pageOf } from '../page.ts';
import { priceDifference } from './price-difference.ts';
import type { SentPrompt } from './sent-prompt.ts';
import { namesOfSteps, type NamedStep } from './step-names.ts';
import { FailureType } from './run-failure.graphql.ts';
import type { StepCall } from './step-call.ts';
import { StepRun } from './step-run.ts';

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

const KeptTextType = builder.objectRef<SentPrompt['user']>('SentText').implement({
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Its beginning, where it is long.' }),
    characters: t.exposeInt('characters', { description: 'How long it was.' }),
  }),
});

const SentFileType = builder.objectRef<SentPrompt['files'][number]>('SentFile').implement({
  fields: (t) => ({ name: t.exposeString('name'), mediaType: t.exposeString('mediaType') }),
});

const SentPromptType = builder.objectRef<SentPrompt>('SentPrompt').implement({
  description: 'The templates of a model step filled, as they were sent to whoever was asked first.',
  fields: (t) => ({
    system: t.expose('system', { type: KeptTextType, nullable: true }),
    user: t.expose('user', { type: KeptTextType }),
    files: t.expose('files', { type: [SentFileType], description: 'They went along as bytes.' }),
  }),
});

const StepRunRef = builder.objectRef<StepRun>('StepRun');

const stepOf = (key: string): NamedStep => {
  const [runId = '', ...path] = key.split(' ');
  return { runId, path: path.join(' ') };
};

export const StepRunNode = StepRunRef.implement({
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
    name: t.loadable({
      type: 'String',
      nullable: true,
      description: 'Of its node, or "Item 3". Null where its graph is one of another version of Patchbay.',
      load: (keys: string[], { transact }) => transact((em) => namesOfSteps(em, keys.map(stepOf))),
      resolve: ({ runId, path }) => `${runId} ${path}`,
    }),
    sent: t.expose('sent', {
      type: SentPromptType,
      nullable: true,
      description: 'What a model step asked.',
    }),
    children: t.connection({
      type: StepRunRef,
      description: 'What runs inside of it: its steps, or its items. In the order in which they began.',
      args: { status: t.arg({ type: [StepStatusEnum], required: false, description: 'Any of these.' }) },
      resolve: ({ runId, path }, { status, ...args }, context) =>
        pageOf(context, StepRun, args, 'asc', {
          runId,
          parent: path,
          ...(status && { status: { $in: status } }),
        }),
    }),
    priceDifference: t.loadable({
      type: 'Decimal',
      nullable: true,
      description:
        'USD by which the answer was dearer than the same tokens of the model that was asked first; below 0 where it was cheaper. Null where the first has answered, or a price is not known.',
      load: (ids: string[], { transact }) =>
        transact(async (em) => {
          const attempts = await em.find(Attempt, { stepId: ids }, { orderBy: { position: 'asc' } });
          return ids.map((id) => priceDifference(attempts.filter(({ stepId }) => stepId === id)));
        }),
      resolve: ({ id }) => id,
    }),
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
