import type { Access } from '../access/rules.ts';
import { expectedRevision } from '../audit/refuse-outdated.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { ConnectionNode } from '../connections/connection.graphql.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { createTool } from './create-tool.ts';
import { type DiscoveredTool, discoverMcpTools } from './discover-mcp-tools.ts';
import { ToolNode } from './tool.graphql.ts';
import { type ToolTrial, tryTool } from './try-tool.ts';
import { updateTool } from './update-tool.ts';

const contributes: Access = { scope: 'WRITE', project: 'CONTRIBUTOR' };
const uses: Access = { scope: 'RUN', project: 'CONTRIBUTOR' };

const aboutDefinition =
  'Either {"kind": "http", "method", "url" with {argument} in its path or query, "parameters": a JSON Schema of the arguments, "query": [names], "body": [names]}, or {"kind": "mcp", "url", "tools": [{"name", "description", "parameters"}] as discoverMcpTools gave them}.';

builder.relayMutationField(
  'createTool',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      name: t.string({
        description: 'What the model calls it: a lower-case letter, then letters, digits, "_".',
      }),
      description: t.string({ description: 'What it does, for the model.' }),
      connectionId: t.globalID({ for: ConnectionNode, required: false }),
      definition: t.field({ type: 'JSON', description: aboutDefinition }),
    }),
  },
  {
    authScopes: { may: contributes },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input: { projectId, connectionId, ...input } }, { services, transact }) =>
      transact((em, actor) =>
        createTool(
          em,
          actor,
          { ...input, projectId: projectId.id, connectionId: connectionId?.id },
          services.tools.fetch,
        ),
      ),
  },
  { outputFields: (t) => ({ tool: t.field({ type: ToolNode, resolve: (tool) => tool }) }) },
);

builder.relayMutationField(
  'updateTool',
  {
    inputFields: (t) => ({
      toolId: t.globalID({ for: ToolNode }),
      expectedRevision: t.int(expectedRevision),
      name: t.string(),
      description: t.string(),
      connectionId: t.globalID({ for: ConnectionNode, required: false }),
      definition: t.field({ type: 'JSON', description: aboutDefinition }),
    }),
  },
  {
    description: 'Changes it as a whole. What it is now holds from the next call on, for live workflows too.',
    authScopes: { may: contributes },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input: { toolId, connectionId, ...input } }, { services, transact }) =>
      transact((em, actor) =>
        updateTool(
          em,
          actor,
          { ...input, toolId: toolId.id, connectionId: connectionId?.id },
          services.tools.fetch,
        ),
      ),
  },
  { outputFields: (t) => ({ tool: t.field({ type: ToolNode, resolve: (tool) => tool }) }) },
);

const DiscoveredToolType = builder.objectRef<DiscoveredTool>('DiscoveredTool').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    parameters: t.field({ type: 'JSON', resolve: ({ parameters }) => parameters }),
    fault: t.exposeString('fault', { nullable: true, description: 'Why it cannot be chosen.' }),
  }),
});

builder.relayMutationField(
  'discoverMcpTools',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      url: t.string({ description: 'Of an MCP server, over streamable HTTP.' }),
      connectionId: t.globalID({ for: ConnectionNode, required: false }),
    }),
  },
  {
    description: 'Asks an MCP server for its tools, for at most 25 seconds. Nothing is saved.',
    authScopes: { may: uses },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input: { projectId, connectionId, url } }, { services, transact, signal }) =>
      discoverMcpTools(
        { transact, services: services.tools },
        { url, projectId: projectId.id, connectionId: connectionId?.id },
        signal,
      ),
  },
  {
    outputFields: (t) => ({
      tools: t.field({ type: [DiscoveredToolType], resolve: (tools) => [...tools] }),
    }),
  },
);

const ToolTrialType = builder.objectRef<ToolTrial>('ToolTrial').implement({
  fields: (t) => ({
    failed: t.exposeBoolean('failed'),
    text: t.exposeString('text', { description: 'What a model would be told.' }),
    latencyMs: t.exposeFloat('latencyMs'),
  }),
});

builder.relayMutationField(
  'tryTool',
  {
    inputFields: (t) => ({
      toolId: t.globalID({ for: ToolNode }),
      name: t.string({
        required: false,
        description: 'Of Tool.offers; needed where the tool offers more than one.',
      }),
      arguments: t.field({ type: 'JSON', required: false }),
    }),
  },
  {
    description: "Calls the tool as a model's call would, for at most 60 seconds.",
    authScopes: { may: uses },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError] },
    resolve: (_root, { input }, { services, transact, signal }) =>
      tryTool({ transact, services: services.tools }, { ...input, toolId: input.toolId.id }, signal),
  },
  { outputFields: (t) => ({ trial: t.field({ type: ToolTrialType, resolve: (trial) => trial }) }) },
);
