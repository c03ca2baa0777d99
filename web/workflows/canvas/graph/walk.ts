import { indexOf, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { boxOf, middleOf } from './boxes';

export type Way = 'left' | 'right' | 'up' | 'down';

/** The step to which an arrow key leads: along the edges to the left and right, to the nearest one above and below. */
export function walk(graph: WorkflowGraph, fromId: string, way: Way): WorkflowNode | null {
  const { nodes, incoming, outgoing } = indexOf(graph);
  const from = nodes.get(fromId);
  if (!from) return null;
  if (way === 'up' || way === 'down') return beside(graph, from, way === 'up' ? -1 : 1);
  const edges = way === 'right' ? outgoing.get(fromId) : incoming.get(fromId);
  const next = (edges ?? []).flatMap((edge) => nodes.get(way === 'right' ? edge.target : edge.source) ?? []);
  return nearest(from, next);
}

/** Above or below rather than to the side: what is twice as far to the side counts as farther. */
function beside(graph: WorkflowGraph, from: WorkflowNode, sign: -1 | 1): WorkflowNode | null {
  const here = middleOf(boxOf(from));
  const that = graph.nodes.filter((node) => {
    const { x, y } = middleOf(boxOf(node));
    return node.id !== from.id && (y - here.y) * sign > 0 && Math.abs(x - here.x) <= 2 * Math.abs(y - here.y);
  });
  return nearest(from, that);
}

function nearest(from: WorkflowNode, others: readonly WorkflowNode[]): WorkflowNode | null {
  const here = middleOf(boxOf(from));
  let best: { node: WorkflowNode; distance: number } | null = null;
  for (const node of others) {
    const { x, y } = middleOf(boxOf(node));
    const distance = Math.hypot(x - here.x, y - here.y);
    if (distance < (best?.distance ?? Infinity)) best = { node, distance };
  }
  return best?.node ?? null;
}
