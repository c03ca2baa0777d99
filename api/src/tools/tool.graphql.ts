import { visibleProjects } from '../access/actor.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { ConnectionNode } from '../connections/connection.graphql.ts';
import { Connection } from '../connections/connection.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { pageOf } from '../page.ts';
import { nameInServer } from './callable-tools.ts';
import { Tool } from './tool.ts';

type Offered = { name: string; description: string; parameters: Record<string, unknown> };

const OfferedToolType = builder.objectRef<Offered>('OfferedTool').implement({
  description: 'What a model is offered.',
  fields: (t) => ({
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    parameters: t.field({ type: 'JSON', resolve: ({ parameters }) => parameters }),
  }),
});

export const ToolNode = builder.loadableNode(Tool, {
  name: 'Tool',
  id: { resolve: (tool) => tool.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => {
      const visible = visibleProjects(actor);
      return em.find(Tool, { $and: [{ id: ids }, visible === 'all' ? {} : { projectId: visible }] });
    }),
  sort: (tool: Tool) => tool.id,
  fields: (t) => ({
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    reference: t.exposeString('id', { description: 'What a step stores to bind it.' }),
    project: t.field({ type: ProjectNode, resolve: ({ projectId }) => projectId }),
    connection: t.field({
      type: ConnectionNode,
      nullable: true,
      resolve: ({ connectionId }) => connectionId,
    }),
    definition: t.field({
      type: 'JSON',
      description: 'Of kind "http" or "mcp", as createTool takes it.',
      resolve: ({ definition }) => definition,
    }),
    offers: t.field({
      type: [OfferedToolType],
      description: 'What a model is offered: one tool, or each that was chosen of a server.',
      resolve: ({ name, description, definition }) =>
        definition.kind === 'http'
          ? [{ name, description, parameters: definition.parameters }]
          : definition.tools.map((chosen) => ({ ...chosen, name: nameInServer(name, chosen.name) })),
    }),
    fault: t.loadable({
      type: 'String',
      nullable: true,
      description: 'Why it cannot be called as it stands.',
      load: (ids: string[], { transact }) =>
        transact(async (em) => {
          const tools = await em.find(Tool, { id: ids });
          const connectionIds = tools.flatMap(({ connectionId }) => connectionId ?? []);
          const connections = await em.find(Connection, { id: connectionIds });
          return ids.map((id) => {
            const tool = tools.find((one) => one.id === id);
            const connection = connections.find((one) => one.id === tool?.connectionId);
            return tool && connection ? tool.originFault(connection.origin) : null;
          });
        }),
      resolve: ({ id }) => id,
    }),
    revision: t.exposeInt('revision', { description: 'Counts what was saved of it.' }),
    createdBy: t.exposeString('createdBy'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

builder.objectField(ProjectNode, 'tools', (t) =>
  t.connection({
    type: ToolNode,
    description: 'Oldest first.',
    authScopes: { may: reads },
    resolve: ({ id }, args, context) => pageOf(context, Tool, args, 'asc', { projectId: id }),
  }),
);

builder.objectField(ConnectionNode, 'tools', (t) =>
  t.connection({
    type: ToolNode,
    description: 'The tools that use it, oldest first.',
    authScopes: { may: reads },
    resolve: ({ id }, args, context) => pageOf(context, Tool, args, 'asc', { connectionId: id }),
  }),
);
