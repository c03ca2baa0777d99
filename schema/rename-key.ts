import { kindOf, type NodeKind } from './nodes/index.ts';
import type { Place } from './nodes/node-kind.ts';
import { parseReference } from './reference.ts';
import { renameInExpression } from './expressions/rename-in-expression.ts';
import { renameReference } from './templates/rename-reference.ts';
import type { WorkflowGraph, WorkflowNode } from './workflow-graph.ts';

/** Gives a step another key and rewrites every template, expression and reference that names it. A name people read never touches the key. */
export function renameKey(graph: WorkflowGraph, nodeId: string, key: string): WorkflowGraph {
  const step = graph.nodes.find(({ id }) => id === nodeId);
  if (!step || step.key === key) return graph;
  // Everywhere, not only downstream: a template may be written before its step is connected.
  const nodes = graph.nodes.map((node) => {
    const rewritten = renameIn(node, step.key, key);
    return node.id === nodeId ? { ...rewritten, key } : rewritten;
  });
  return { ...graph, nodes };
}

function renameIn<Kind extends NodeKind>(
  node: WorkflowNode<Kind>,
  from: string,
  to: string,
): WorkflowNode<Kind> {
  const { templates, expressions, references } = kindOf(node.kind);
  const changes: { place: Place; text: string }[] = [
    ...templates(node.data).map(({ place, text }) => ({ place, text: renameReference(text, from, to) })),
    ...expressions(node.data).map(({ place, text }) => ({ place, text: renameInExpression(text, from, to) })),
    ...references(node.data)
      .filter(({ reference }) => parseReference(reference)?.[0] === from)
      .map(({ place, reference }) => ({ place, text: to + reference.slice(from.length) })),
  ];
  return {
    ...node,
    data: changes.reduce((data, { place, text }) => withValueAt(data, place, text), node.data),
  };
}

/** A copy with one place changed: how a template or a model reference is replaced in any kind of step. */
export function withValueAt<T>(value: T, [part, ...rest]: Place, to: unknown): T {
  if (part === undefined) return to as T;
  if (Array.isArray(value)) {
    const copy = [...value];
    copy[Number(part)] = withValueAt(copy[Number(part)], rest, to);
    return copy as T;
  }
  const record = value as Record<string, unknown>;
  return { ...record, [part]: withValueAt(record[part], rest, to) } as T;
}
