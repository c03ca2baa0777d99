import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';

export function removeParts(
  graph: WorkflowGraph,
  nodeIds: ReadonlySet<string>,
  edgeIds: ReadonlySet<string>,
): WorkflowGraph {
  if (nodeIds.size === 0 && edgeIds.size === 0) return graph;
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !nodeIds.has(id)),
    edges: graph.edges.filter(
      ({ id, source, target }) => !edgeIds.has(id) && !nodeIds.has(source) && !nodeIds.has(target),
    ),
  };
}
