import type { RunError } from '@patchbay/schema/run-event.ts';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';

/** What a step that has failed for good gives all the same, where it says so; null ends the run. */
export function outputInstead({ data }: WorkflowNode, error: RunError): Record<string, unknown> | null {
  if (!('onError' in data)) return null;
  const { onError } = data;
  if (onError.kind === 'default') return onError.value;
  return onError.kind === 'branch' ? { error: { code: error.code, message: error.message } } : null;
}

export function retriesOf({ data }: WorkflowNode): number {
  return 'retries' in data ? data.retries : 0;
}
