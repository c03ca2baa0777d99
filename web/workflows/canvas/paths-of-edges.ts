import { indexOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { portPoint, type Point } from './graph/boxes';

/** What a drawing of all edges needs: thousands of them in a path cost as little as one. */
interface Edges {
  graph: WorkflowGraph;
  dragged: ReadonlyMap<string, Point>;
  /** Those by which the run in view has gone. */
  taken: ReadonlySet<string>;
}

/** One path of the edges by which the run in view has gone, and one of the others. */
export function pathsOfEdges({ graph, dragged, taken }: Edges): { taken: string; others: string } {
  const { nodes } = indexOf(graph);
  const at = (id: string, side: 'in' | 'out', port: string) => {
    const node = nodes.get(id);
    const position = dragged.get(id);
    return node && portPoint(position ? { ...node, position } : node, side, port);
  };
  const paths = { taken: '', others: '' };
  for (const edge of graph.edges) {
    const from = at(edge.source, 'out', edge.sourcePort);
    const to = at(edge.target, 'in', edge.targetPort);
    if (from && to) paths[taken.has(edge.id) ? 'taken' : 'others'] += `M${from.x} ${from.y}L${to.x} ${to.y}`;
  }
  return paths;
}
