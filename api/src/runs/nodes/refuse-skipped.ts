import { indexOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { Scope } from '../execute-graph.ts';
import { StepFailed } from '../step-failed.ts';

/** A step on a branch that was not taken has no values: said by its name, and what to do about it. */
export function refuseSkipped(
  keys: Iterable<string>,
  graph: WorkflowGraph,
  scope: Scope,
  place: string,
): void {
  for (const key of keys) {
    const step = indexOf(graph).byKey.get(key);
    if (!step || Object.hasOwn(scope, key)) continue;
    throw new StepFailed(
      'SKIPPED_STEP',
      `${place} refers to "${step.name}", which did not run: the run went another way.`,
      `Bring the branches together with a merge step and refer to that, or, in a template, say what then: {{ ${key}... | default: "" }}.`,
    );
  }
}
