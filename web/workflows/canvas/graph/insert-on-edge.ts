import {
  indexOf,
  inputPortsOf,
  outputPortsOf,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import { freshId } from '../../../graphql/fresh-id';
import { boxOf, type Point, portPoint } from './boxes';
import { moveSteps } from './move-steps';

/** Whether a step fits between two others: nothing leads to or from it yet, and it has a way in and a way on. */
export function fitsOnEdge(graph: WorkflowGraph, step: WorkflowNode): boolean {
  const { incoming, outgoing } = indexOf(graph);
  return (
    inputPortsOf(step).length > 0 &&
    outputPortsOf(step).length > 0 &&
    !incoming.has(step.id) &&
    !outgoing.has(step.id)
  );
}

/** Puts a step between two that are connected. What follows is moved on where there is no room for it. */
export function insertOnEdge(graph: WorkflowGraph, nodeId: string, edgeId: string): WorkflowGraph {
  const step = indexOf(graph).nodes.get(nodeId);
  const edge = graph.edges.find(({ id }) => id === edgeId);
  if (!step || !edge || !fitsOnEdge(graph, step)) return graph;
  const [into] = inputPortsOf(step);
  const [on] = outputPortsOf(step);
  if (!into || !on) return graph;
  const halves: WorkflowEdge[] = [
    { ...edge, target: step.id, targetPort: into.id },
    { ...edge, id: freshId(), source: step.id, sourcePort: on.id },
  ];
  const joined = { ...graph, edges: graph.edges.flatMap((each) => (each === edge ? halves : [each])) };
  return makeRoom(joined, step, edge.target);
}

const leastGap = 48;

function makeRoom(graph: WorkflowGraph, step: WorkflowNode, targetId: string): WorkflowGraph {
  const { nodes, outgoing } = indexOf(graph);
  const target = nodes.get(targetId);
  const box = boxOf(step);
  const missing = target ? box.x + box.width + leastGap - target.position.x : 0;
  if (!target || missing <= 0) return graph;
  const after = new Set([targetId]);
  for (const id of after) for (const { target } of outgoing.get(id) ?? []) after.add(target);
  const positions = new Map(
    [...after].flatMap((id) => {
      const node = nodes.get(id);
      return node ? [[id, { x: node.position.x + missing, y: node.position.y }] as const] : [];
    }),
  );
  return moveSteps(graph, positions);
}

/** The edge that passes nearest to a point, if one does within the given distance. */
export function edgeNear(graph: WorkflowGraph, point: Point, within: number): WorkflowEdge | null {
  const { nodes } = indexOf(graph);
  let nearest: { edge: WorkflowEdge; distance: number } | null = null;
  for (const edge of graph.edges) {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    const from = source && portPoint(source, 'out', edge.sourcePort);
    const to = target && portPoint(target, 'in', edge.targetPort);
    if (!from || !to) continue;
    const distance = distanceTo(point, from, to);
    if (distance <= within && distance < (nearest?.distance ?? Infinity)) nearest = { edge, distance };
  }
  return nearest?.edge ?? null;
}

const samples = 24;

/** From a point to the curve that is drawn between two handles, near enough for a pointer. */
function distanceTo(point: Point, from: Point, to: Point): number {
  const reach = Math.max(Math.abs(to.x - from.x) / 2, 40);
  let least = Infinity;
  for (let index = 0; index <= samples; index += 1) {
    const t = index / samples;
    const u = 1 - t;
    const x =
      u ** 3 * from.x + 3 * u * u * t * (from.x + reach) + 3 * u * t * t * (to.x - reach) + t ** 3 * to.x;
    const y = u * u * (u + 3 * t) * from.y + t * t * (t + 3 * u) * to.y;
    least = Math.min(least, Math.hypot(point.x - x, point.y - y));
  }
  return least;
}
