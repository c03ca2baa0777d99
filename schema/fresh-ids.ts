import type { WorkflowGraph } from './workflow-graph.ts';

/** The same steps and edges under ids of their own. What templates call a step is its key, and stays. */
export function withFreshIds(graph: WorkflowGraph, freshId: () => string): WorkflowGraph {
  const ids = new Map(graph.nodes.map(({ id }) => [id, freshId()]));
  const idOf = (id: string) => ids.get(id) ?? id;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, id: idOf(node.id) })),
    edges: graph.edges.map((edge) => ({
      ...edge,
      id: freshId(),
      source: idOf(edge.source),
      target: idOf(edge.target),
    })),
  };
}
