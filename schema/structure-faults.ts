import { listSome } from './list-some.ts';
import {
  indexOf,
  inputPortsOf,
  outputPortsOf,
  topologicalOrder,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowIssue,
} from './workflow-graph.ts';

/** What is wrong between the nodes: names that stand twice, edges that join nothing, circles. */
export function structureFaults(graph: WorkflowGraph): WorkflowIssue[] {
  const faults = [...repeatedNames(graph), ...edgeFaults(graph)];
  if (faults.length > 0) return faults;
  const { cycle } = topologicalOrder(graph);
  if (cycle.length === 0) return [];
  const names = cycle.map(({ name }) => `"${name}"`);
  const message = `Steps wait for one another in a circle: ${listSome(names, 5)}. Remove a connection between them.`;
  return [{ nodeId: cycle[0]?.id ?? null, path: [], message }];
}

function repeatedNames({ nodes, edges }: WorkflowGraph): WorkflowIssue[] {
  const ids = repeats(nodes, ({ id }) => id).map((index) => ({
    nodeId: null,
    path: ['nodes', index, 'id'],
    message: `Two steps have the id "${nodes[index]?.id}". Give each its own.`,
  }));
  const keys = repeats(nodes, ({ key }) => key).map((index) => ({
    nodeId: nodes[index]?.id ?? null,
    path: ['key'],
    message: `Two steps are called "${nodes[index]?.key}" in templates. Give each its own key.`,
  }));
  const edgeIds = repeats(edges, ({ id }) => id).map((index) => ({
    nodeId: null,
    path: ['edges', index, 'id'],
    message: `Two connections have the id "${edges[index]?.id}". Give each its own.`,
  }));
  const same = repeats(edges, (edge) =>
    [edge.source, edge.sourcePort, edge.target, edge.targetPort].join(' '),
  ).map((index) => ({
    nodeId: null,
    path: ['edges', index],
    message: 'The same two ports are connected twice. Remove one of the connections.',
  }));
  return [...ids, ...keys, ...edgeIds, ...same];
}

function edgeFaults(graph: WorkflowGraph): WorkflowIssue[] {
  const { nodes } = indexOf(graph);
  return graph.edges.flatMap((edge, index) => {
    const fault = (field: keyof WorkflowEdge, message: string) => [
      { nodeId: null, path: ['edges', index, field], message },
    ];
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (!source)
      return fault('source', `The connection begins at a step "${edge.source}", which does not exist.`);
    if (!target)
      return fault('target', `The connection leads to a step "${edge.target}", which does not exist.`);
    const from = outputPortsOf(source).find((port) => port.id === edge.sourcePort);
    const to = inputPortsOf(target).find((port) => port.id === edge.targetPort);
    if (!from) return fault('sourcePort', `"${source.name}" has no output "${edge.sourcePort}".`);
    if (!to) return fault('targetPort', `"${target.name}" has no input "${edge.targetPort}".`);
    if (from.type !== to.type)
      return fault('targetPort', `"${from.label}" and "${to.label}" do not fit together.`);
    return [];
  });
}

/** Positions of those whose name an earlier one has. */
function repeats<T>(items: readonly T[], nameOf: (item: T) => string): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const name = nameOf(item);
    if (seen.has(name)) return [index];
    seen.add(name);
    return [];
  });
}
