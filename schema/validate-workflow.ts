import { kindOf, type NodeKind, nodeKindNames } from './nodes/index.ts';
import { listSome } from './list-some.ts';
import { pathFault } from './shape.ts';
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
  return [...dataIssues(node), ...templateIssues(node, graph)];
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
  return kindOf(node.kind)
    .templates(node.data)
    .flatMap(({ place, text }) =>
      templateFaults(text, node.id, graph).map((message) => ({
        nodeId: node.id,
        path: ['data', ...place],
        message,
      })),
    );
}

/** Faults of one template at one step, each with its line. */
function templateFaults(text: string, nodeId: string, graph: WorkflowGraph): string[] {
  if (!text.includes('{')) return [];
  const { references, issues } = parseTemplate(text);
  const wrong = references.flatMap(({ path: [key, ...rest], line, column }) => {
    const step = indexOf(graph).byKey.get(key);
    const message =
      step && isUpstream(graph, step.id, nodeId)
        ? pathFault(outputShapeOf(step), rest, key)
        : unreachable(key, step, nodeId, graph);
    return message === null ? [] : [{ message, line, column }];
  });
  return [...issues, ...wrong].map(
    ({ message, line, column }) => `Line ${line}, column ${column}: ${message}`,
  );
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
