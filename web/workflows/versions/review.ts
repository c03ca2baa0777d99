import { type GraphComparison, isMoveOnly, joins } from '@patchbay/schema/versions/compare-graphs.ts';
import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { portPoint } from '../canvas/graph/boxes.ts';

export type Mark = 'same' | 'added' | 'removed' | 'changed';

export interface Review {
  steps: { step: WorkflowNode; mark: Mark }[];
  /** The way of every edge, in one drawing for each mark: thousands of them cost as little as one. */
  ways: Record<Exclude<Mark, 'changed'>, string>;
}

/** The later graph with what is new and what changed marked, and what is gone where it stood. */
export function reviewOf(before: WorkflowGraph, after: WorkflowGraph, comparison: GraphComparison): Review {
  const marks = new Map<string, Mark>(
    comparison.steps.filter((step) => !isMoveOnly(step)).map(({ nodeId, kind }) => [nodeId, kind]),
  );
  const gone = before.nodes.filter(({ id }) => marks.get(id) === 'removed');
  const steps = [...after.nodes, ...gone].map((step) => ({ step, mark: marks.get(step.id) ?? 'same' }));
  const nodes = new Map(steps.map(({ step }) => [step.id, step]));
  const added = new Set(comparison.connections.added.map(joins));
  const draw = (edges: readonly WorkflowEdge[]) => edges.map((edge) => wayOf(edge, nodes)).join('');
  return {
    steps,
    ways: {
      same: draw(after.edges.filter((edge) => !added.has(joins(edge)))),
      added: draw(comparison.connections.added),
      removed: draw(comparison.connections.removed),
    },
  };
}

function wayOf(edge: WorkflowEdge, nodes: ReadonlyMap<string, WorkflowNode>): string {
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  const from = source && portPoint(source, 'out', edge.sourcePort);
  const to = target && portPoint(target, 'in', edge.targetPort);
  // The port of a removed edge may be gone from a step that is still there: there is nowhere to draw it.
  if (!from || !to) return '';
  const bend = Math.max(40, Math.abs(to.x - from.x) / 2);
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}
