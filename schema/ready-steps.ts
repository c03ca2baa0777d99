import { kindOf } from './nodes/index.ts';
import type { StepStatus } from './run-event.ts';
import {
  indexOf,
  outputPortsOf,
  topologicalOrder,
  type WorkflowEdge,
  type WorkflowGraph,
} from './workflow-graph.ts';

/** How a step stands, for those that were begun. `ports` are the outputs it took; left out: all of them. */
export type StepState = { status: StepStatus; ports?: readonly string[] };

/**
 * What a run can do next. A step is *ready* when all before it is decided and at least one way to it was taken;
 * where all is decided and no way was taken, it is *skipped*, and so on from there. Neither holds steps in `states`.
 */
export function readySteps(
  graph: WorkflowGraph,
  states: ReadonlyMap<string, StepState>,
): { ready: string[]; skipped: string[] } {
  const { incoming } = indexOf(graph);
  const skipped = new Set<string>();
  const ready: string[] = [];
  const fateOf = (edge: WorkflowEdge): 'open' | 'taken' | 'not-taken' => {
    if (skipped.has(edge.source)) return 'not-taken';
    const state = states.get(edge.source);
    if (!state || state.status === 'RUNNING' || state.status === 'WAITING') return 'open';
    return takenPorts(graph, edge.source, state).includes(edge.sourcePort) ? 'taken' : 'not-taken';
  };
  for (const { id, kind } of topologicalOrder(graph).order) {
    if (states.has(id) || !kindOf(kind).runs) continue;
    const fates = (incoming.get(id) ?? []).map(fateOf);
    if (fates.includes('open')) continue;
    if (fates.length === 0 || fates.includes('taken')) ready.push(id);
    else skipped.add(id);
  }
  return { ready, skipped: [...skipped] };
}

function takenPorts(graph: WorkflowGraph, nodeId: string, { status, ports }: StepState): readonly string[] {
  if (ports) return ports;
  const node = indexOf(graph).nodes.get(nodeId);
  return status === 'SUCCEEDED' && node ? outputPortsOf(node).map(({ id }) => id) : [];
}
