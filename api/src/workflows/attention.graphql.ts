import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { RefusalType } from '../model-policy/resolution.graphql.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { page } from '../page.ts';
import { attentionOf, countNeedingAttention, listNeedingAttention, type StepAttention } from './attention.ts';
import { WorkflowNode } from './workflow.graphql.ts';

const StepAttentionType = builder.objectRef<StepAttention>('StepAttention').implement({
  description: 'A step of the live version whose model cannot answer it as it stands now.',
  fields: (t) => ({
    nodeId: t.exposeString('nodeId'),
    stepName: t.exposeString('stepName'),
    reference: t.exposeString('reference'),
    reasons: t.field({ type: [RefusalType], resolve: ({ reasons }) => reasons }),
    runs: t.exposeBoolean('runs', {
      description: 'Whether another model answers in its place; else the step fails.',
    }),
  }),
});

builder.objectField(WorkflowNode, 'attention', (t) =>
  t.loadableList({
    type: StepAttentionType,
    authScopes: { may: reads },
    description: 'What has changed behind the back of the live version since it was published.',
    load: (ids: string[], context) =>
      context.transact((em) => attentionOf(em, context.services.models.catalogue, ids)),
    resolve: ({ id }) => id,
  }),
);

builder.objectField(OrganizationNode, 'workflowsNeedingAttention', (t) =>
  t.connection({
    type: WorkflowNode,
    description: 'Those whose live version has a step that its model cannot answer any more, newest first.',
    authScopes: { may: reads },
    resolve: (_organization, args, { services, transact }) => {
      const { catalogue } = services.models;
      return page(
        args,
        'desc',
        (bounds) => transact((em, actor) => listNeedingAttention(em, actor, catalogue, bounds)),
        () => transact((em, actor) => countNeedingAttention(em, actor, catalogue)),
      );
    },
  }),
);
