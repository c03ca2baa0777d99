import { indexOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { portPoint, type Point } from './graph/boxes';

/** Every edge in a single path: thousands of them cost as little as one. */
export function pathOfEdges(graph: WorkflowGraph, dragged: ReadonlyMap<string, Point>): string {
  const { nodes } = indexOf(graph);
  const at = (id: string, side: 'in' | 'out', port: string) => {
    const node = nodes.get(id);
    const position = dragged.get(id);
    return node && portPoint(position ? { ...node, position } : node, side, port);
  };
  return graph.edges
    .map((edge) => {
      const from = at(edge.source, 'out', edge.sourcePort);
      const to = at(edge.target, 'in', edge.targetPort);
      return from && to ? `M${from.x} ${from.y}L${to.x} ${to.y}` : '';
    })
    .join('');
}
