import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { boxOf, liesWithin, type Point, withinReach } from './boxes';
import { changeSteps } from './change-steps';

export type Positions = ReadonlyMap<string, Point>;

export function moveSteps(graph: WorkflowGraph, positions: Positions): WorkflowGraph {
  const changed = (node: WorkflowNode) => {
    const to = positions.get(node.id);
    return to !== undefined && (to.x !== node.position.x || to.y !== node.position.y);
  };
  return changeSteps(graph, (node) =>
    changed(node) ? { ...node, position: withinReach(positions.get(node.id) ?? node.position) } : node,
  );
}

/** A note is a frame, too: what lies within it goes along where it is dragged. */
export function withFramed(graph: WorkflowGraph, positions: Positions): Positions {
  const notes = graph.nodes.filter((node) => node.kind === 'note' && positions.has(node.id));
  if (notes.length === 0) return positions;
  const all = new Map(positions);
  for (const note of notes) {
    const to = positions.get(note.id) ?? note.position;
    const [dx, dy] = [to.x - note.position.x, to.y - note.position.y];
    const frame = boxOf(note);
    for (const node of graph.nodes)
      if (!all.has(node.id) && liesWithin(boxOf(node), frame))
        all.set(node.id, { x: node.position.x + dx, y: node.position.y + dy });
  }
  return all;
}
