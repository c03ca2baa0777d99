import type { NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { Scope, StepResult } from '../execute-graph.ts';
import type { RunBudget } from '../run-budget.ts';
import type { AskedApproval, Decision } from '../run-store.ts';
import type { ActiveStep } from '../step-recorder.ts';

/** Another workflow to be run as a part of this run: a version, which never changes, and what it is given. */
export type InnerRun = { workflow: string; version: number; input: Record<string, unknown> };

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
  budget: RunBudget;
  /** Runs it inside of this step, and gives its result. */
  inside(inner: InnerRun): Promise<Record<string, unknown>>;
  /** The same for an item of this step, which has a row of its own: what was done before is not done again. */
  item(index: number, inner: () => InnerRun): Promise<StepResult>;
  /** Resolves when what waits may go on. */
  woken(): Promise<void>;
  /** Asks a person once, and tells what has become of it so far. */
  askApproval(asked: Omit<AskedApproval, 'id' | 'path'>): Promise<Decision>;
};

/** Runs one node and gives its output. What a person can mend is thrown as StepFailed. */
export type NodeRunner<Kind extends NodeKind> = (
  node: WorkflowNode<Kind>,
  run: NodeRun,
) => Promise<Record<string, unknown>>;
