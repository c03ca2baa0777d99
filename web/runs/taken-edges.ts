import {
  indexOf,
  portsTakenBy,
  topologicalOrder,
  type WorkflowGraph,
} from '@patchbay/schema/workflow-graph.ts';
import type { LiveStep, RunState } from './run-store.ts';

type Standing = Pick<LiveStep, 'status' | 'origin' | 'output'>;

/** The connections by which a run has gone so far. A pinned output on a way that was not taken leads nowhere. */
export function takenEdges(graph: WorkflowGraph, steps: Readonly<Record<string, Standing>>): Set<string> {
  const { incoming, outgoing } = indexOf(graph);
  const taken = new Set<string>();
  for (const node of topologicalOrder(graph).order) {
    const step = steps[node.id];
    const ways = incoming.get(node.id) ?? [];
    const isReached = ways.length === 0 || ways.some(({ id }) => taken.has(id));
    if (!step || !isReached) continue;
    const isPassed = step.status === 'SUCCEEDED' || step.origin === 'NOT_NEEDED';
    if (!isPassed) continue;
    const ports = portsTakenBy(node, recordOf(step.output));
    for (const { id, sourcePort } of outgoing.get(node.id) ?? [])
      if (ports.includes(sourcePort)) taken.add(id);
  }
  return taken;
}

/** For a store that changes many times a second: the same set as long as it holds the same. */
export function followTakenEdges(
  graph: WorkflowGraph,
): (state: Pick<RunState, 'steps'>) => ReadonlySet<string> {
  let seen: RunState['steps'] | undefined;
  let taken: ReadonlySet<string> = new Set();
  return ({ steps }) => {
    if (steps === seen) return taken;
    seen = steps;
    const now = takenEdges(graph, steps);
    if (now.size !== taken.size || [...now].some((id) => !taken.has(id))) taken = now;
    return taken;
  };
}

function recordOf(output: unknown): Record<string, unknown> {
  return typeof output === 'object' && output !== null ? (output as Record<string, unknown>) : {};
}
