import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { StepOrigin } from '@patchbay/schema/run-event.ts';
import type { RunnableWorkflow } from './runnable-workflow.ts';
import { v7 as uuid } from 'uuid';

/** A row that is there before the run begins: its step is not run. */
export type StandIn = {
  id: string;
  nodeId: string;
  kind: string;
  status: 'SUCCEEDED' | 'SKIPPED';
  origin: Exclude<StepOrigin, 'RAN'>;
  output: Record<string, unknown> | null;
  sourceRunId: string | null;
};

/** What a run goes through, what it is started with, and the rows that it begins with. */
export type Plan = {
  part: RunnableWorkflow;
  input: Record<string, unknown>;
  standIns: readonly StandIn[];
};

export function standInFor(
  { id, kind }: WorkflowNode,
  origin: StandIn['origin'],
  output: Record<string, unknown> | null,
  sourceRunId: string | null = null,
): StandIn {
  const status = output === null ? 'SKIPPED' : 'SUCCEEDED';
  return { id: uuid(), nodeId: id, kind, status, origin, output, sourceRunId };
}
