import { parseExpression } from './expressions/parse-expression.ts';
import { kindOf, type NodeKind } from './nodes/index.ts';
import { parseReference } from './reference.ts';
import { parseTemplate } from './templates/parse-template.ts';
import { indexOf, type WorkflowGraph, type WorkflowNode } from './workflow-graph.ts';

/** The steps whose outputs a step refers to: in templates, in expressions or by plain reference. */
export function stepsReadBy(graph: WorkflowGraph, node: WorkflowNode): WorkflowNode[] {
  const { byKey } = indexOf(graph);
  return [...new Set(keysReadBy(node))].flatMap((key) => byKey.get(key) ?? []);
}

function keysReadBy<Kind extends NodeKind>({ kind, data }: WorkflowNode<Kind>): string[] {
  const { templates, expressions, references } = kindOf(kind);
  const paths = [
    ...templates(data).flatMap(({ text }) => (text.includes('{') ? parseTemplate(text).references : [])),
    ...expressions(data).flatMap(({ text }) => parseExpression(text).references),
  ].map(({ path }) => path);
  const named = references(data).flatMap(({ reference }) => {
    const path = parseReference(reference);
    return path ? [path] : [];
  });
  return [...paths, ...named].map(([key]) => key);
}
