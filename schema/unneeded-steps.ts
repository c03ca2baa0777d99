import { stepsReadBy } from './step-reads.ts';
import {
  indexOf,
  outputPortsOf,
  topologicalOrder,
  type WorkflowGraph,
  type WorkflowNode,
} from './workflow-graph.ts';

/**
 * Steps that need not run once the outputs of others are there already: from each of them every way leads to one of those,
 * and nobody else reads what it puts out. A step that decides between ways always runs.
 */
export function unneededSteps(graph: WorkflowGraph, given: ReadonlySet<string>): Set<string> {
  const { outgoing } = indexOf(graph);
  const { order } = topologicalOrder(graph);
  const unneeded = new Set<string>();
  const read = new Set<string>();
  // From the end: whoever comes after a step, and whoever reads it, is judged before it.
  for (const node of order.toReversed()) {
    if (given.has(node.id)) continue;
    const ways = outgoing.get(node.id) ?? [];
    const leadsOnlyThere = ways.every(({ target }) => given.has(target) || unneeded.has(target));
    if (ways.length > 0 && leadsOnlyThere && !decides(node, ways) && !read.has(node.id))
      unneeded.add(node.id);
    else for (const { id } of stepsReadBy(graph, node)) read.add(id);
  }
  return unneeded;
}

/** What goes on after an error is no decision, as long as nothing is wired to it. */
function decides(node: WorkflowNode, ways: readonly { sourcePort: string }[]): boolean {
  const ports = outputPortsOf(node).filter(({ id }) => id !== 'error');
  return ports.length > 1 || ways.some(({ sourcePort }) => sourcePort === 'error');
}
