import type { WorkflowData } from '@patchbay/schema/nodes/workflow.ts';
import { resolved } from './in-template.ts';
import type { InnerRun, NodeRun, NodeRunner } from './node-run.ts';

export const runWorkflow: NodeRunner<'workflow'> = async ({ data }, run) => run.inside(innerRunOf(data, run));

type Calls = Pick<WorkflowData, 'workflow' | 'version' | 'fields'>;

/** A field that stands for one value of an earlier step is given that value; what it leaves empty is not given. */
export function innerRunOf(
  { workflow, version, fields }: Calls,
  run: Pick<NodeRun, 'graph' | 'scope'>,
): InnerRun {
  const given = fields
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => [name, resolved(value, run, `Field "${name}"`)] as const);
  return { workflow, version: version ?? 0, input: Object.fromEntries(given) };
}
