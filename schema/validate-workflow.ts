import { kindOf, type NodeKind, nodeKindNames } from './nodes/index.ts';
import { listSome } from './list-some.ts';
import { parseExpression } from './expressions/parse-expression.ts';
import { parseReference, type ReferencePath } from './reference.ts';
import { type FileShape, pathFault, type Shape, shapeAt } from './shape.ts';
import { parseTemplate } from './templates/parse-template.ts';
import { isUpstream, upstreamOf } from './upstream.ts';
import {
  indexOf,
  limitIssues,
  outputShapeOf,
  topologicalOrder,
  type WorkflowGraph,
  type WorkflowIssue,
  type WorkflowNode,
} from './workflow-graph.ts';

/** What stands between a draft and publishing, in the order of the steps. Empty: it can run. */
export function validateWorkflow(graph: WorkflowGraph): WorkflowIssue[] {
  const { order } = topologicalOrder(graph);
  const issues = [...wholeGraphIssues(graph), ...order.flatMap((node) => validateNode(node, graph))];
  return limitIssues(issues, 500);
}

function validateNode(node: WorkflowNode, graph: WorkflowGraph): WorkflowIssue[] {
  return [
    ...dataIssues(node),
    ...templateIssues(node, graph),
    ...expressionIssues(node, graph),
    ...referenceIssues(node, graph),
  ];
}

function wholeGraphIssues(graph: WorkflowGraph): WorkflowIssue[] {
  const issues: WorkflowIssue[] = [];
  if (!graph.nodes.some(({ kind }) => kind === 'output'))
    issues.push({ nodeId: null, path: ['nodes'], message: 'Add an output, so that a run has a result.' });
  for (const kind of nodeKindNames) {
    const { atMost = Number.POSITIVE_INFINITY, label } = kindOf(kind);
    for (const { id } of graph.nodes.filter((node) => node.kind === kind).slice(atMost))
      issues.push({
        nodeId: id,
        path: ['kind'],
        message: `A workflow has one step of the kind ${label}. Remove this one.`,
      });
  }
  return [...issues, ...repeatedResults(graph)];
}

/** The results of all outputs are one record: a name that stands twice would lose a value. */
function repeatedResults({ nodes }: WorkflowGraph): WorkflowIssue[] {
  const first = new Map<string, string>();
  return nodes.flatMap((node) => {
    if (node.kind !== 'output') return [];
    return node.data.results.flatMap(({ name }, index) => {
      const other = first.get(name);
      first.set(name, other ?? node.id);
      if (other === undefined || other === node.id) return [];
      const path = ['data', 'results', index, 'name'];
      return [
        {
          nodeId: node.id,
          path,
          message: `Another output has a result "${name}" already. Choose another name.`,
        },
      ];
    });
  });
}

function dataIssues<Kind extends NodeKind>(node: WorkflowNode<Kind>): WorkflowIssue[] {
  return kindOf(node.kind)
    .validate(node.data)
    .map(({ place, message }) => ({ nodeId: node.id, path: ['data', ...place], message }));
}

function templateIssues<Kind extends NodeKind>(
  node: WorkflowNode<Kind>,
  graph: WorkflowGraph,
): WorkflowIssue[] {
  const { templates, locals } = kindOf(node.kind);
  const own = locals(node.data);
  return templates(node.data).flatMap(({ place, text }) =>
    templateFaults(text, node.id, graph, own).map((message) => ({
      nodeId: node.id,
      path: ['data', ...place],
      message,
    })),
  );
}

/** Faults of one template at one step, each with its line. */
function templateFaults(text: string, nodeId: string, graph: WorkflowGraph, own: Locals): string[] {
  if (!text.includes('{')) return [];
  const { references, issues } = parseTemplate(text);
  return [...issues, ...wrongReferences(references, nodeId, graph, own)].map(atItsPlace);
}

function expressionIssues<Kind extends NodeKind>(
  node: WorkflowNode<Kind>,
  graph: WorkflowGraph,
): WorkflowIssue[] {
  return kindOf(node.kind)
    .expressions(node.data)
    .filter(({ text }) => text.trim() !== '')
    .flatMap(({ place, text, gives }) => {
      const parsed = parseExpression(text);
      const faults = [...parsed.issues, ...wrongReferences(parsed.references, node.id, graph)].map(
        atItsPlace,
      );
      if (gives === 'boolean' && parsed.gives === 'other')
        faults.push('This gives a value, not yes or no. Compare it, as in input.amount > 100.');
      return faults.map((message) => ({ nodeId: node.id, path: ['data', ...place], message }));
    });
}

function referenceIssues<Kind extends NodeKind>(
  node: WorkflowNode<Kind>,
  graph: WorkflowGraph,
): WorkflowIssue[] {
  return kindOf(node.kind)
    .references(node.data)
    .flatMap(({ place, reference, asks }) => {
      const path = parseReference(reference);
      const message = path
        ? (referenceFault(path, node.id, graph) ?? fileFault(path, asks, graph))
        : reference.trim() === ''
          ? 'Choose a value of an earlier step.'
          : `"${reference}" is not a value of a step. Write it like input.text.`;
      return message === null ? [] : [{ nodeId: node.id, path: ['data', ...place], message }];
    });
}

/** What only a run can know, such as which branch a merge took, is left to it. */
function fileFault(
  [key, ...rest]: ReferencePath,
  asks: 'anything' | FileShape,
  graph: WorkflowGraph,
): string | null {
  const step = indexOf(graph).byKey.get(key);
  if (asks === 'anything' || !step) return null;
  const shape = shapeAt(outputShapeOf(step), rest);
  if (shape.kind === 'any' || (shape.kind === 'record' && shape.file === asks)) return null;
  return `"${[key, ...rest].join('.')}" is no ${asks}. Choose a field of the input whose type is ${asks === 'image' ? 'Image' : 'Document'}.`;
}

type Locals = Readonly<Record<string, Shape>>;
type PlacedReference = { path: ReferencePath; line: number; column: number };
type PlacedFault = { message: string; line: number; column: number };

const atItsPlace = ({ message, line, column }: PlacedFault) => `Line ${line}, column ${column}: ${message}`;

function wrongReferences(
  references: readonly PlacedReference[],
  nodeId: string,
  graph: WorkflowGraph,
  own: Locals = {},
): PlacedFault[] {
  return references.flatMap(({ path, line, column }) => {
    const [key, ...rest] = path;
    const local = Object.hasOwn(own, key) ? own[key] : undefined;
    const message = local ? pathFault(local, rest, key) : referenceFault(path, nodeId, graph);
    return message === null ? [] : [{ message, line, column }];
  });
}

function referenceFault([key, ...rest]: ReferencePath, nodeId: string, graph: WorkflowGraph): string | null {
  const step = indexOf(graph).byKey.get(key);
  return step && isUpstream(graph, step.id, nodeId)
    ? pathFault(outputShapeOf(step), rest, key)
    : unreachable(key, step, nodeId, graph);
}

function unreachable(
  key: string,
  step: WorkflowNode | undefined,
  nodeId: string,
  graph: WorkflowGraph,
): string {
  if (step)
    return `"${step.name}" does not run before this step. Connect it before, or refer to another step.`;
  const known = upstreamOf(graph, nodeId).map((node) => node.key);
  const choose =
    known.length > 0 ? `Earlier steps are: ${listSome(known)}.` : 'No step runs before this one.';
  return `There is no step "${key}". ${choose}`;
}
