import { upstreamOf } from '@patchbay/schema/upstream.ts';
import { topologicalOrder, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { RunState } from '../run-store';
import type { EarlierStep } from './earlier-outputs';

/** The steps before one that put something out in this run, nearest first. */
export function earlierSteps(
  graph: WorkflowGraph,
  { id }: WorkflowNode,
  steps: RunState['steps'],
): EarlierStep[] {
  const before = new Set(upstreamOf(graph, id));
  return topologicalOrder(graph)
    .order.toReversed()
    .flatMap((node) => {
      const step = steps[node.id];
      return before.has(node) && step?.status === 'SUCCEEDED' ? [{ node, output: step.output }] : [];
    });
}
