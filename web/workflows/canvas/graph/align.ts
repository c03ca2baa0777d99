import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { around, type Box, boxOf, type Point } from './boxes';
import { moveSteps } from './move-steps';

/** Where a box goes so that it stands in line within the box around all. */
export const alignments = {
  left: (box, all) => ({ x: all.x, y: box.y }),
  centre: (box, all) => ({ x: all.x + (all.width - box.width) / 2, y: box.y }),
  right: (box, all) => ({ x: all.x + all.width - box.width, y: box.y }),
  top: (box, all) => ({ x: box.x, y: all.y }),
  middle: (box, all) => ({ x: box.x, y: all.y + (all.height - box.height) / 2 }),
  bottom: (box, all) => ({ x: box.x, y: all.y + all.height - box.height }),
} satisfies Record<string, (box: Box, all: Box) => Point>;

export type Alignment = keyof typeof alignments;

export function alignSteps(graph: WorkflowGraph, ids: ReadonlySet<string>, to: Alignment): WorkflowGraph {
  const nodes = graph.nodes.filter(({ id }) => ids.has(id));
  const all = around(nodes.map(boxOf));
  if (!all || nodes.length < 2) return graph;
  return moveSteps(graph, new Map(nodes.map((node) => [node.id, alignments[to](boxOf(node), all)])));
}

export type Direction = 'across' | 'down';

/** The same room between each and the next; the outermost stay. */
export function distributeSteps(
  graph: WorkflowGraph,
  ids: ReadonlySet<string>,
  direction: Direction,
): WorkflowGraph {
  const [start, length] = direction === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const nodes = graph.nodes
    .filter(({ id }) => ids.has(id))
    .toSorted((one, other) => one.position[start] - other.position[start]);
  const all = around(nodes.map(boxOf));
  if (!all || nodes.length < 3) return graph;
  const filled = nodes.reduce((sum, node) => sum + boxOf(node)[length], 0);
  const room = (all[length] - filled) / (nodes.length - 1);
  const positions = new Map<string, Point>();
  let at = all[start];
  for (const node of nodes) {
    positions.set(node.id, { ...node.position, [start]: at });
    at += boxOf(node)[length] + room;
  }
  return moveSteps(graph, positions);
}
