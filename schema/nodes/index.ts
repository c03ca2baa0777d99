import type { z } from 'zod';
import { approval } from './approval.ts';
import { condition } from './condition.ts';
import { http } from './http.ts';
import { input } from './input.ts';
import { map } from './map.ts';
import { merge } from './merge.ts';
import type { NodeKindDescription, SomeNodeKind } from './node-kind.ts';
import { note } from './note.ts';
import { output } from './output.ts';
import { prompt } from './prompt.ts';
import { switchKind } from './switch.ts';
import { transform } from './transform.ts';
import { wait } from './wait.ts';
import { workflow } from './workflow.ts';

// A new kind is one file like output.ts and one line here. Type checking then names what is missing: how the worker
// runs it (api/src/runs/nodes) and how the canvas shows it (web/workflows/nodes).
export const nodeKinds = {
  input,
  prompt,
  http,
  condition,
  switch: switchKind,
  transform,
  merge,
  workflow,
  map,
  wait,
  approval,
  output,
  note,
} satisfies Record<string, SomeNodeKind>;

export type NodeKind = keyof typeof nodeKinds;
export type NodeData = { [Kind in NodeKind]: z.output<(typeof nodeKinds)[Kind]['data']> };

export function isNodeKind(text: string): text is NodeKind {
  return Object.hasOwn(nodeKinds, text);
}

export const nodeKindNames = Object.keys(nodeKinds).filter(isNodeKind);

const descriptions: { [Kind in NodeKind]: NodeKindDescription<NodeData[Kind]> } = nodeKinds;

export function kindOf<Kind extends NodeKind>(
  kind: Kind,
): { [K in Kind]: NodeKindDescription<NodeData[K]> }[Kind] {
  return descriptions[kind];
}
