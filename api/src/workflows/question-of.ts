import { indexOf, requirementsOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { Question } from '../model-policy/resolve-candidates.ts';

/** What a step asks of whoever answers under the reference that it names; null where it calls no model. */
export function questionOf(graph: WorkflowGraph, nodeId: string, reference: string): Question | null {
  const node = indexOf(graph).nodes.get(nodeId);
  if (node?.kind !== 'prompt') return null;
  const { onMissingCapability, substitution } = node.data;
  return { reference, requirements: requirementsOf(node), onMissingCapability, substitution };
}
