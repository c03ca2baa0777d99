import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import type { WorkflowIssue } from '@patchbay/schema/workflow-graph.ts';
import { builder, ErrorInterface } from '../builder.ts';
import { findInOrder } from '../find-in-order.ts';
import { DraftConflictError } from './draft-conflict-error.ts';
import { type DraftIssue, draftIssues } from './draft-issues.ts';
import { InvalidWorkflowError } from './invalid-workflow-error.ts';
import { Workflow } from './workflow.ts';

const WorkflowIssueType = builder.objectRef<WorkflowIssue & Partial<DraftIssue>>('WorkflowIssue').implement({
  description: 'What stands between a workflow and running, at its place.',
  fields: (t) => ({
    nodeId: t.exposeString('nodeId', {
      nullable: true,
      description: 'The step at fault; null: the whole document.',
    }),
    path: t.stringList({
      description: 'Inside the step, e.g. ["data", "user"]; inside the document where no step is at fault.',
      resolve: ({ path }) => path.map(String),
    }),
    message: t.exposeString('message'),
    blocksPublishing: t.boolean({
      description: 'False for what an admin can end at any time, such as a model that is switched off.',
      resolve: ({ blocksPublishing = true }) => blocksPublishing,
    }),
  }),
});

export const DraftType = builder
  .loadableObjectRef<Workflow, string>('WorkflowDraft', {
    load: (ids: string[], context) => context.transact((em) => findInOrder(em, Workflow, ids)),
  })
  .implement({
    description: 'The graph that people edit.',
    fields: (t) => ({
      graph: t.field({ type: 'JSON', resolve: ({ draft }) => draft }),
      revision: t.exposeInt('revision', { description: 'Counts the changes of the graph.' }),
      savedBy: t.exposeString('draftBy'),
      savedAt: t.expose('draftAt', { type: 'DateTime' }),
      issues: t.field({
        type: [WorkflowIssueType],
        complexity: 50,
        resolve: ({ draft, projectId }, _args, context) => {
          const { graph, issues } = parseWorkflow(draft);
          if (!graph) return issues;
          return context.transact((em) =>
            draftIssues(em, context.services.models.catalogue, projectId, graph),
          );
        },
      }),
    }),
  });

builder.objectType(DraftConflictError, {
  name: 'DraftConflictError',
  interfaces: [ErrorInterface],
  description: 'Somebody saved the draft in between. Nothing was changed.',
  fields: (t) => ({
    current: t.field({
      type: DraftType,
      description: 'What is there now.',
      resolve: ({ workflow }) => workflow,
    }),
  }),
});

builder.objectType(InvalidWorkflowError, {
  name: 'InvalidWorkflowError',
  interfaces: [ErrorInterface],
  description: 'The document cannot be read, or the draft is not ready to be published.',
  fields: (t) => ({ issues: t.field({ type: [WorkflowIssueType], resolve: ({ issues }) => [...issues] }) }),
});

export { DraftConflictError, InvalidWorkflowError };
