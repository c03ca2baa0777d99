import type { NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { approval } from './approval';
import { condition } from './condition';
import { http } from './http';
import { input } from './input';
import { map } from './map';
import { merge } from './merge';
import type { NodeLook, SummaryLine } from './node-look';
import { note } from './note';
import { output } from './output';
import { prompt } from './prompt';
import { switchLook } from './switch';
import { transform } from './transform';
import { wait } from './wait';
import { workflow } from './workflow';

// A new kind is one file like output.tsx and one line here.
const nodeLooks = {
  input,
  prompt,
  http,
  condition,
  switch: switchLook,
  transform,
  merge,
  workflow,
  map,
  wait,
  approval,
  output,
  note,
} satisfies { [Kind in NodeKind]: NodeLook<Kind> };

const looks: { [Kind in NodeKind]: NodeLook<Kind> } = nodeLooks;

export function lookOf<Kind extends NodeKind>(kind: Kind): { [K in Kind]: NodeLook<K> }[Kind] {
  return looks[kind];
}

export function summaryOf<Kind extends NodeKind>(node: WorkflowNode<Kind>): SummaryLine[] {
  return lookOf(node.kind).summary(node.data);
}
