import type { NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { Scope } from '../execute-graph.ts';
import type { Outside } from '../outside.ts';
import { runApproval } from './approval.ts';
import { runCondition } from './condition.ts';
import { createHttpRunner } from './http.ts';
import { runInput } from './input.ts';
import { runMap } from './map.ts';
import { runMerge } from './merge.ts';
import type { NodeRun, NodeRunner } from './node-run.ts';
import { runOutput } from './output.ts';
import { createPromptRunner, type ModelTools } from './prompt.ts';
import { runSwitch } from './switch.ts';
import { runTransform } from './transform.ts';
import { runWait } from './wait.ts';
import { runWorkflow } from './workflow.ts';

export type NodeRunners = {
  run(node: WorkflowNode, run: NodeRun): Promise<Record<string, unknown>>;
  /** The run's own output: what its output steps named. */
  resultOf(graph: WorkflowGraph, scope: Scope): Record<string, unknown>;
};

/** One runner for each described kind; type checking names the one that is missing. */
export type NodeTools = ModelTools & Outside;

export function createNodeRunners(tools: NodeTools): NodeRunners {
  const runners: { [Kind in NodeKind]: NodeRunner<Kind> } = {
    input: runInput,
    prompt: createPromptRunner(tools),
    http: createHttpRunner(tools),
    condition: runCondition,
    switch: runSwitch,
    transform: runTransform,
    merge: runMerge,
    workflow: runWorkflow,
    map: runMap,
    wait: runWait,
    approval: runApproval,
    output: runOutput,
    // The walk leaves out what does not run; a run of one would give nothing.
    note: async () => ({}),
  };
  const runnerOf = <Kind extends NodeKind>(kind: Kind): { [K in NodeKind]: NodeRunner<K> }[Kind] =>
    runners[kind];

  return {
    run: <Kind extends NodeKind>(node: WorkflowNode<Kind>, run: NodeRun) =>
      runnerOf<Kind>(node.kind)(node, run),
    resultOf: (graph, scope) =>
      Object.assign({}, ...graph.nodes.filter(({ kind }) => kind === 'output').map(({ key }) => scope[key])),
  };
}
