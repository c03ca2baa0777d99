import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { InvalidWorkflowError } from './invalid-workflow-error.ts';

/** A document that somebody sent; what cannot be read is refused with the place of each fault. */
export function readGraph(document: unknown, field = 'graph'): WorkflowGraph {
  const { graph, issues } = parseWorkflow(document);
  if (graph) return graph;
  throw new InvalidWorkflowError(issues, [field]);
}
