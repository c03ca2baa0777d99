// Graphs of steps of every kind, for tests: each step is called by its key.
import { kindOf, type NodeData, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';

export function step<Kind extends NodeKind>(
  kind: Kind,
  key: string,
  data: Partial<NodeData[Kind]> = {},
): WorkflowNode {
  const whole = kindOf(kind).data.parse({ ...kindOf(kind).initial(), ...data });
  return { id: key, key, name: key, kind, position: { x: 0, y: 0 }, data: whole } as WorkflowNode;
}

/** Edges as "from > to", or "from.port > to". */
export function wired(nodes: WorkflowNode[], ...edges: string[]): WorkflowGraph {
  return { version: 1, nodes, edges: edges.map(edgeOf) };
}

function edgeOf(text: string): WorkflowEdge {
  const [from = '', target = ''] = text.split(' > ');
  const [source = '', sourcePort = 'out'] = from.split('.');
  return { id: text.replace(/\W+/g, '-'), source, sourcePort, target, targetPort: 'in' };
}

export const results = (...pairs: [name: string, value: string][]) => ({
  results: pairs.map(([name, value]) => ({ name, value })),
});
