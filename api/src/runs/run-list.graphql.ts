import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { pageOf } from '../page.ts';
import { WorkflowNode } from '../workflows/workflow.graphql.ts';
import { RunNode, RunStatusEnum } from './run.graphql.ts';
import { Run } from './run.ts';
import { visibleRuns } from './visible-runs.ts';

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
          visibleRuns(context.requireActor()),
          args.workflowId ? { workflowId: args.workflowId.id } : {},
          args.status ? { status: args.status } : {},
        ],
      }),
  }),
);
