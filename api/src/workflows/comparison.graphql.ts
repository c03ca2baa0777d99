import {
  countChanges,
  isMoveOnly,
  joins,
  type StepChange,
} from '@patchbay/schema/versions/compare-graphs.ts';
import type { WorkflowEdge } from '@patchbay/schema/workflow-graph.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { compareWorkflow, type WorkflowComparison } from './compare-workflow.ts';
import type { ChangeAuthor } from './draft-change.ts';
import { WorkflowNode } from './workflow.graphql.ts';
import { WorkflowVersionNode } from './workflow-version.graphql.ts';

type By = { by: ChangeAuthor[] | null };
type Step = StepChange & By;
type Connection = WorkflowEdge & By & { kind: 'added' | 'removed' };
type Field = Extract<StepChange, { kind: 'changed' }>['fields'][number];

const ChangeKindEnum = builder.enumType('WorkflowChangeKind', {
  values: {
    ADDED: { value: 'added' },
    REMOVED: { value: 'removed' },
    CHANGED: { value: 'changed' },
  } as const,
});

const ChangeAuthorType = builder.objectRef<ChangeAuthor>('WorkflowChangeAuthor').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    isViewer: t.boolean({
      resolve: ({ actorId }, _args, context) => actorId === context.requireActor().id,
    }),
  }),
});

const byDescription =
  'Who worked on it since the workflow was published last, the latest first. Null between any two but the live version and the draft; empty where the change is older than this record.';

const FieldChangeType = builder.objectRef<Field>('WorkflowFieldChange').implement({
  fields: (t) => ({
    path: t.stringList({
      description: 'Inside the step, e.g. ["data", "user"].',
      resolve: ({ path }) => [...path],
    }),
    before: t.field({ type: 'JSON', nullable: true, resolve: ({ before }) => before }),
    after: t.field({ type: 'JSON', nullable: true, resolve: ({ after }) => after }),
  }),
});

const nodeOf = (step: StepChange) => (step.kind === 'removed' ? step.before : step.after);

const StepChangeType = builder.objectRef<Step>('WorkflowStepChange').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKindEnum }),
    nodeId: t.exposeString('nodeId'),
    name: t.string({ description: 'As it is called now.', resolve: (step) => nodeOf(step).name }),
    nodeKind: t.string({ resolve: (step) => nodeOf(step).kind }),
    fields: t.field({
      type: [FieldChangeType],
      description: 'What differs, of a step that is on both sides; empty where it only stands elsewhere.',
      resolve: (step) => (step.kind === 'changed' ? step.fields : []),
    }),
    movedOnly: t.boolean({ resolve: isMoveOnly }),
    changedBy: t.field({
      type: [ChangeAuthorType],
      nullable: true,
      description: byDescription,
      resolve: ({ by }) => by,
    }),
  }),
});

const ConnectionChangeType = builder.objectRef<Connection>('WorkflowConnectionChange').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKindEnum }),
    source: t.exposeString('source', { description: 'The id of the step that it leads from.' }),
    sourcePort: t.exposeString('sourcePort'),
    target: t.exposeString('target'),
    targetPort: t.exposeString('targetPort'),
    changedBy: t.field({
      type: [ChangeAuthorType],
      nullable: true,
      description: byDescription,
      resolve: ({ by }) => by,
    }),
  }),
});

const by = ({ authors }: WorkflowComparison, part: string): ChangeAuthor[] | null =>
  authors && (authors.get(part) ?? []);

const ComparisonType = builder.objectRef<WorkflowComparison>('WorkflowComparison').implement({
  fields: (t) => ({
    from: t.field({
      type: WorkflowVersionNode,
      nullable: true,
      description: 'Null: an empty workflow, where none was published yet.',
      resolve: ({ from }) => from,
    }),
    to: t.field({
      type: WorkflowVersionNode,
      nullable: true,
      description: 'Null: the draft.',
      resolve: ({ to }) => to,
    }),
    draftRevision: t.exposeInt('revision'),
    changeCount: t.int({
      description: 'Steps and connections that differ in what they do: not those that only stand elsewhere.',
      resolve: countChanges,
    }),
    steps: t.field({
      type: [StepChangeType],
      description: 'What is gone first, then in the order of the later graph.',
      resolve: (comparison) => comparison.steps.map((step) => ({ ...step, by: by(comparison, step.nodeId) })),
    }),
    connections: t.field({
      type: [ConnectionChangeType],
      resolve: (comparison) =>
        (['added', 'removed'] as const).flatMap((kind) =>
          comparison.connections[kind].map((edge) => ({ ...edge, kind, by: by(comparison, joins(edge)) })),
        ),
    }),
  }),
});

builder.objectField(WorkflowNode, 'comparison', (t) =>
  t.field({
    type: ComparisonType,
    description:
      'What differs between two versions, or a version and the draft. By itself: what would be published.',
    authScopes: { may: reads },
    // Two graphs of a thousand steps are read and taken apart.
    complexity: 300,
    args: {
      from: t.arg.int({
        required: false,
        description: 'The number of a version; left out, the live one.',
      }),
      to: t.arg.int({ required: false, description: 'The number of a version; left out, the draft.' }),
    },
    resolve: (workflow, args, context) => context.transact((em) => compareWorkflow(em, workflow, args)),
  }),
);
