import { visibleProjects } from '../access/actor.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { ModelNode } from '../models/model.graphql.ts';
import { page } from '../page.ts';
import {
  countUsage,
  countUsingWorkflows,
  listUsingWorkflows,
  type ModelUsage,
  type UsingStep,
  type UsingWorkflow,
} from './model-usage.ts';
import { WorkflowNode } from './workflow.graphql.ts';

const UsingStepType = builder.objectRef<UsingStep>('ModelUsingStep').implement({
  fields: (t) => ({
    nodeId: t.exposeString('nodeId', { description: "Of the step in its workflow's graph." }),
    name: t.exposeString('name'),
    reference: t.exposeString('reference', { description: 'By which name it leads to the model.' }),
    inDraft: t.exposeBoolean('inDraft'),
    inLive: t.exposeBoolean('inLive'),
  }),
});

const UsingWorkflowType = builder.objectRef<UsingWorkflow>('ModelUsingWorkflow').implement({
  description: 'A workflow whose draft or live version leads to the model.',
  fields: (t) => ({
    workflow: t.field({ type: WorkflowNode, resolve: ({ id }) => id }),
    steps: t.field({ type: [UsingStepType], resolve: ({ steps }) => steps }),
    inDraft: t.exposeBoolean('inDraft'),
    inLive: t.exposeBoolean('inLive'),
  }),
});

const ModelUsageType = builder.objectRef<ModelUsage>('ModelUsage').implement({
  description:
    'Whose steps lead to the model. The counts tell of every project of the organisation; archived workflows do not count.',
  fields: (t) => ({
    names: t.stringList({
      description: 'By which names: its reference, its aliases, and "default" where it is that.',
      resolve: ({ names }) => names,
    }),
    workflowCount: t.exposeInt('workflowCount', {
      description: 'Active workflows: their draft or live version names it.',
    }),
    stepCount: t.exposeInt('stepCount', { description: 'Their steps that name it.' }),
    versionCount: t.exposeInt('versionCount', {
      description: 'Published versions that name it, older ones too.',
    }),
    workflows: t.connection({
      type: UsingWorkflowType,
      description:
        'The active workflows, newest first. Only those of projects that the viewer may see, so there may be fewer than workflowCount.',
      resolve: ({ names, workflowCount }, args, context) =>
        page(
          args,
          'desc',
          (bounds) => context.transact((em, actor) => listUsingWorkflows(em, actor, names, bounds)),
          async () =>
            // Who sees every project has been told already.
            visibleProjects(context.requireActor()) === 'all'
              ? workflowCount
              : context.transact((em, actor) => countUsingWorkflows(em, actor, names)),
        ),
    }),
  }),
});

builder.objectField(ModelNode, 'usage', (t) =>
  t.loadable({
    type: ModelUsageType,
    authScopes: { may: reads },
    load: (references: string[], context) =>
      context.transact((em) => countUsage(em, context.services.models.catalogue, references)),
    resolve: ({ reference }) => reference,
  }),
);
