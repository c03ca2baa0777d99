import type { NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { input } from './input';
import type { NodeLook, SummaryLine } from './node-look';
import { output } from './output';
import { prompt } from './prompt';

// A new kind is one file like output.tsx and one line here.
const nodeLooks = { input, prompt, output } satisfies { [Kind in NodeKind]: NodeLook<Kind> };

const looks: { [Kind in NodeKind]: NodeLook<Kind> } = nodeLooks;

export function lookOf<Kind extends NodeKind>(kind: Kind): { [K in Kind]: NodeLook<K> }[Kind] {
  return looks[kind];
}

export function summaryOf<Kind extends NodeKind>(node: WorkflowNode<Kind>): SummaryLine[] {
  return lookOf(node.kind).summary(node.data);
}
