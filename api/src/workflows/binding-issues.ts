import type { WorkflowGraph, WorkflowIssue, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Connection } from '../connections/connection.ts';
import type { EntityManager } from '../orm.ts';
import { Tool } from '../tools/tool.ts';

type Binding = {
  nodeId: string;
  path: (string | number)[];
  kind: 'tool' | 'connection';
  id: string;
  /** Where the step calls, as far as it names a place of its own. */
  url: string | null;
};

/** What the steps bind that the project does not have, or that cannot be called as it stands. */
export async function bindingIssues(
  em: EntityManager,
  projectId: string,
  graph: WorkflowGraph,
): Promise<WorkflowIssue[]> {
  const bindings = graph.nodes.flatMap(bindingsOf);
  if (bindings.length === 0) return [];
  const idsOf = (kind: Binding['kind']) => bindings.flatMap((one) => (one.kind === kind ? [one.id] : []));
  const tools = await em.find(Tool, { projectId, id: idsOf('tool') });
  const connectionIds = [...idsOf('connection'), ...tools.flatMap(({ connectionId }) => connectionId ?? [])];
  const connections = await em.find(Connection, { projectId, id: connectionIds });
  return bindings.flatMap((binding) => {
    const { nodeId, path, kind, id } = binding;
    const message =
      kind === 'tool' ? faultOfTool(id, tools, connections) : faultOfConnection(binding, connections);
    return message === null ? [] : [{ nodeId, path, message }];
  });
}

function faultOfTool(id: string, tools: readonly Tool[], connections: readonly Connection[]): string | null {
  const tool = tools.find((one) => one.id === id);
  if (!tool) return 'A tool of this step does not exist in the project. Take it out, or choose another one.';
  const connection = connections.find((one) => one.id === tool.connectionId);
  const fault = connection && tool.originFault(connection.origin);
  return fault ? `"${tool.name}": ${fault}` : null;
}

function faultOfConnection({ id, url }: Binding, connections: readonly Connection[]): string | null {
  const connection = connections.find((one) => one.id === id);
  if (!connection)
    return 'The connection of this step does not exist in the project. Choose another one, or none.';
  const [start = ''] = /^https?:\/\/[^/?#]+/i.exec(url ?? '') ?? [];
  const origin = URL.parse(start)?.origin;
  if (!origin || origin === connection.origin) return null;
  return `"${connection.name}" is for ${connection.origin} alone, and this step calls ${origin}. Choose another connection, or change the URL.`;
}

function bindingsOf({ id: nodeId, ...node }: WorkflowNode): Binding[] {
  if (node.kind === 'prompt')
    return node.data.tools.map((id, index) => ({
      nodeId,
      path: ['data', 'tools', index],
      kind: 'tool',
      id,
      url: null,
    }));
  if (node.kind !== 'http' || node.data.connection === null) return [];
  const { connection: id, url } = node.data;
  return [{ nodeId, path: ['data', 'connection'], kind: 'connection', id, url }];
}
