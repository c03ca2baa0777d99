import { runStatuses } from '@patchbay/schema/run-event.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { WorkflowNode } from '../workflows/workflow.graphql.ts';
import { RunLimitsType } from '../budgets/run-limits.graphql.ts';
import { RunSpentType } from '../budgets/run-spent.graphql.ts';
import type { EntityManager } from '../orm.ts';
import { limitsOf, spentBy } from '../budgets/spent-by.ts';
import { columnInOrder } from '../find-in-order.ts';
import { FailureType } from './run-failure.graphql.ts';
import { Run } from './run.ts';
import { namesOfSteps } from './step-names.ts';
import { StepRunNode } from './step-run.graphql.ts';
import { StepRun } from './step-run.ts';
import { visibleRuns } from './visible-runs.ts';

export const RunStatusEnum = builder.enumType('RunStatus', { values: runStatuses });

const OnlyStepType = builder.objectRef<{ id: string; name: string }>('OnlyStep').implement({
  description: 'The one step that a run is about.',
  fields: (t) => ({ nodeId: t.exposeString('id'), name: t.exposeString('name') }),
});

export const RunNode = builder.loadableNode(Run, {
  name: 'Run',
  id: { resolve: (run) => run.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => em.find(Run, { $and: [{ id: ids }, visibleRuns(actor)] })),
  sort: (run: Run) => run.id,
  fields: (t) => ({
    status: t.expose('status', { type: RunStatusEnum }),
    workflow: t.field({ type: WorkflowNode, resolve: (run) => run.workflowId }),
    versionNumber: t.exposeInt('versionNumber', {
      nullable: true,
      description: 'Null for a run of a draft.',
    }),
    onlyStep: t.loadable({
      type: OnlyStepType,
      nullable: true,
      description: 'Null for a run that goes through the whole workflow.',
      load: (runs: Run[], context) => context.transact((em) => onlySteps(em, runs)),
      resolve: (run) => (run.onlyStep == null ? null : run),
    }),
    graph: t.loadable({
      type: 'JSON',
      description: 'As it was when the run started; it never changes.',
      load: (ids: string[], context) => context.transact((em) => columnInOrder(em, Run, ids, 'graph')),
      resolve: (run) => run.id,
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
      description: 'Those of the workflow itself; what runs inside of a step are its children.',
      complexity: { multiplier: 10 },
      load: (ids: string[], context) =>
        context.transact((em) =>
          em.find(StepRun, { runId: ids, parent: null }, { orderBy: { startedAt: 'asc', id: 'asc' } }),
        ),
      group: (step) => step.runId,
      resolve: (run) => run.id,
    }),
    step: t.field({
      type: StepRunNode,
      nullable: true,
      description: 'Wherever it is inside of.',
      args: { path: t.arg.string() },
      resolve: ({ id }, { path }, { transact }) => transact((em) => em.findOne(StepRun, { runId: id, path })),
    }),
    wakeAt: t.expose('wakeAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Of a run that waits: when it goes on by itself. Null: when somebody has decided.',
    }),
    rerunOf: t.globalID({
      nullable: true,
      description: 'The run that this one goes through again.',
      resolve: ({ rerunOf }) => rerunOf && { type: 'Run', id: rerunOf },
    }),
    limits: t.loadable({
      type: RunLimitsType,
      load: (ids: string[], context) => context.transact((em) => limitsOf(em, ids)),
      resolve: (run) => run.id,
    }),
    spent: t.loadable({
      type: RunSpentType,
      load: (ids: string[], context) => context.transact((em) => spentBy(em, ids)),
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
async function onlySteps(em: EntityManager, runs: readonly Run[]): Promise<{ id: string; name: string }[]> {
  const steps = runs.map(({ id, onlyStep }) => ({ runId: id, path: onlyStep ?? '' }));
  const names = await namesOfSteps(em, steps);
  return steps.map(({ path }, index) => ({ id: path, name: names[index] ?? path }));
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
  return context.transact((em, actor) => em.findOne(Run, { $and: [{ id }, visibleRuns(actor)] }));
}
