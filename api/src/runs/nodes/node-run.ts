import type { NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { Scope } from '../execute-graph.ts';
import type { ActiveStep } from '../step-recorder.ts';

/** What a node has at hand while it runs. */
export type NodeRun = {
  graph: WorkflowGraph;
  /** The outputs of the steps before it, by step key. */
  scope: Scope;
  /** What the run was started with. */
  input: Record<string, unknown>;
  organizationId: string;
  projectId: string;
  signal: AbortSignal;
  step: ActiveStep;
};

/** Runs one node and gives its output. What a person can mend is thrown as StepFailed. */
export type NodeRunner<Kind extends NodeKind> = (
  node: WorkflowNode<Kind>,
  run: NodeRun,
) => Promise<Record<string, unknown>>;
