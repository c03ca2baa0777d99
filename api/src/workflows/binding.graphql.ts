import type { Access } from '../access/rules.ts';
import { reads } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, NotFoundError } from '../builder.ts';
import { ConnectionNode } from '../connections/connection.graphql.ts';
import { ToolNode } from '../tools/tool.graphql.ts';
import { type BindingWorkflow, workflowsBinding } from './binding-usage.ts';
import { deleteConnection } from './delete-connection.ts';
import { deleteTool } from './delete-tool.ts';
import { WorkflowNode } from './workflow.graphql.ts';

const BindingStepType = builder.objectRef<BindingWorkflow['steps'][number]>('BindingStep').implement({
  fields: (t) => ({
    nodeId: t.exposeString('nodeId', { description: "Of the step in its workflow's graph." }),
    name: t.exposeString('name'),
    inDraft: t.exposeBoolean('inDraft'),
    inLive: t.exposeBoolean('inLive'),
  }),
});

const BindingWorkflowType = builder.objectRef<BindingWorkflow>('BindingWorkflow').implement({
  description: 'A workflow whose draft or live version uses the tool or the connection.',
  fields: (t) => ({
    workflow: t.field({ type: WorkflowNode, resolve: ({ id }) => id }),
    steps: t.field({ type: [BindingStepType], resolve: ({ steps }) => steps }),
  }),
});

builder.objectField(ToolNode, 'usedBy', (t) =>
  t.field({
    type: [BindingWorkflowType],
    description: 'Workflows that are not archived, newest first.',
    authScopes: { may: reads },
    complexity: 50,
    resolve: ({ id, projectId }, _args, { transact }) =>
      transact((em) => workflowsBinding(em, projectId, { kind: 'tool', id })),
  }),
);

builder.objectField(ConnectionNode, 'usedBy', (t) =>
  t.field({
    type: [BindingWorkflowType],
    description: 'Workflows that are not archived, newest first; for tools see `tools`.',
    authScopes: { may: reads },
    complexity: 50,
    resolve: ({ id, projectId }, _args, { transact }) =>
      transact((em) => workflowsBinding(em, projectId, { kind: 'connection', id })),
  }),
);

const contributes: Access = { scope: 'WRITE', project: 'CONTRIBUTOR' };
const projectAdmin: Access = { scope: 'WRITE', project: 'ADMIN' };

builder.relayMutationField(
  'deleteTool',
  { inputFields: (t) => ({ toolId: t.globalID({ for: ToolNode }) }) },
  {
    description: 'Refused while a workflow that is not archived binds it.',
    authScopes: { may: contributes },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input }, { transact }) =>
      transact((em, actor) => deleteTool(em, actor, { toolId: input.toolId.id })),
  },
  {
    outputFields: (t) => ({
      deletedId: t.globalID({ resolve: (id) => ({ id, type: ToolNode }) }),
    }),
  },
);

builder.relayMutationField(
  'deleteConnection',
  { inputFields: (t) => ({ connectionId: t.globalID({ for: ConnectionNode }) }) },
  {
    description:
      'Deletes it with its secret. Refused while a tool or a workflow that is not archived uses it.',
    authScopes: { may: projectAdmin },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input }, { transact }) =>
      transact((em, actor) => deleteConnection(em, actor, { connectionId: input.connectionId.id })),
  },
  {
    outputFields: (t) => ({
      deletedId: t.globalID({ resolve: (id) => ({ id, type: ConnectionNode }) }),
    }),
  },
);
