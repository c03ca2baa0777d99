import { z } from 'zod';
import { jsonFault } from './guard-json.ts';
import { nameFault } from './nodes/node-kind.ts';
import { isNodeKind, kindOf, nodeKindNames } from './nodes/index.ts';
import { isRecord } from './shape.ts';
import {
  graphLimits,
  graphVersion,
  indexOf,
  inputPortsOf,
  outputPortsOf,
  topologicalOrder,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowIssue,
  type WorkflowNode,
} from './workflow-graph.ts';

/** What could be read, or why nothing can be: these are faults of the document, not steps that are still to be done. */
export type ParsedWorkflow = { graph: WorkflowGraph; issues: [] } | { graph: null; issues: WorkflowIssue[] };

const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'An id has 1 to 40 letters, digits, "_" or "-".');

const coordinate = z.number().min(-1_000_000).max(1_000_000);

const nodeSchema = z.strictObject({
  id: idSchema,
  kind: z.string(),
  key: z.string().superRefine((key, context) => {
    const fault = nameFault(key);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  }),
  name: z.string().trim().min(1, 'Give the step a name.').max(120, 'A name has at most 120 characters.'),
  position: z.strictObject({ x: coordinate, y: coordinate }),
  data: z.unknown(),
});

const edgeSchema = z.strictObject({
  id: idSchema,
  source: idSchema,
  sourcePort: z.string().max(40),
  target: idSchema,
  targetPort: z.string().max(40),
});

const longestReport = 100;

export function parseWorkflow(document: unknown): ParsedWorkflow {
  const issues: WorkflowIssue[] = [];
  const graph = read(document, issues);
  if (graph && issues.length === 0) return { graph, issues: [] };
  const more = issues.length - longestReport;
  const shown = issues.slice(0, longestReport);
  if (more > 0) shown.push({ nodeId: null, path: [], message: `And ${more} more.` });
  return { graph: null, issues: shown };
}

function read(document: unknown, issues: WorkflowIssue[]): WorkflowGraph | null {
  const refuse = (message: string, path: (string | number)[] = []): null => {
    issues.push({ nodeId: null, path, message });
    return null;
  };
  if (!isRecord(document)) return refuse('A workflow is a JSON object with "version", "nodes" and "edges".');
  const { version, nodes, edges, ...others } = document;
  if (typeof version === 'number' && version > graphVersion)
    return refuse(
      `This workflow was made by a later version of Patchbay (document version ${version}; ${graphVersion} is understood). Update Patchbay.`,
      ['version'],
    );
  if (version !== graphVersion) return refuse(`Set "version" to ${graphVersion}.`, ['version']);
  if (!Array.isArray(nodes)) return refuse('"nodes" must be a list.', ['nodes']);
  if (!Array.isArray(edges)) return refuse('"edges" must be a list.', ['edges']);
  if (nodes.length > graphLimits.nodes)
    return refuse(`A workflow has at most ${graphLimits.nodes} steps; this one has ${nodes.length}.`, [
      'nodes',
    ]);
  if (edges.length > graphLimits.edges)
    return refuse(`A workflow has at most ${graphLimits.edges} connections; this one has ${edges.length}.`, [
      'edges',
    ]);
  const fault = jsonFault(document);
  if (fault) return refuse(fault.message, fault.path);
  for (const key of Object.keys(others))
    refuse(`There is no field "${key}" in a workflow. Remove it.`, [key]);

  const graph: WorkflowGraph = {
    version: graphVersion,
    nodes: nodes.flatMap((node, index) => readNode(node, index, issues)),
    edges: edges.flatMap((edge, index) => readEdge(edge, index, issues)),
  };
  // Edges are judged only where every node could be read: else each fault would be told twice.
  if (issues.length === 0) issues.push(...structureFaults(graph));
  return graph;
}

function readNode(value: unknown, index: number, issues: WorkflowIssue[]): WorkflowNode[] {
  const base = nodeSchema.safeParse(value);
  if (!base.success) {
    const named = isRecord(value) && idSchema.safeParse(value.id).success ? String(value.id) : null;
    const at = named === null ? ['nodes', index] : [];
    issues.push(
      ...base.error.issues.map((issue) => ({
        nodeId: named,
        path: [...at, ...pathOf(issue)],
        message: sentence(issue),
      })),
    );
    return [];
  }
  const { id, kind, key, name, position, data } = base.data;
  if (!isNodeKind(kind)) {
    const message = `There is no step of the kind "${kind}" here. There are: ${nodeKindNames.join(', ')}.`;
    issues.push({ nodeId: id, path: ['kind'], message });
    return [];
  }
  const read = kindOf(kind).data.safeParse(data);
  if (!read.success) {
    issues.push(
      ...read.error.issues.map((issue) => ({
        nodeId: id,
        path: ['data', ...pathOf(issue)],
        message: sentence(issue),
      })),
    );
    return [];
  }
  // The kind's own schema has just read the data; TypeScript does not follow the pair through the registry.
  return [{ id, kind, key, name, position, data: read.data } as WorkflowNode];
}

function readEdge(value: unknown, index: number, issues: WorkflowIssue[]): WorkflowEdge[] {
  const edge = edgeSchema.safeParse(value);
  if (edge.success) return [edge.data];
  issues.push(
    ...edge.error.issues.map((issue) => ({
      nodeId: null,
      path: ['edges', index, ...pathOf(issue)],
      message: sentence(issue),
    })),
  );
  return [];
}

const pathOf = (issue: z.core.$ZodIssue) =>
  issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `There is no such field here: ${issue.keys.join(', ')}. Remove it.`;
  return issue.message.endsWith('.') ? issue.message : `${issue.message}.`;
}

function structureFaults(graph: WorkflowGraph): WorkflowIssue[] {
  const faults = [...repeatedNames(graph), ...edgeFaults(graph)];
  if (faults.length > 0) return faults;
  const { cycle } = topologicalOrder(graph);
  if (cycle.length === 0) return [];
  const names = cycle
    .slice(0, 5)
    .map(({ name }) => `"${name}"`)
    .join(', ');
  const message = `Steps wait for one another in a circle: ${names}${cycle.length > 5 ? ` and ${cycle.length - 5} more` : ''}. Remove a connection between them.`;
  return [{ nodeId: cycle[0]?.id ?? null, path: [], message }];
}

function repeatedNames({ nodes, edges }: WorkflowGraph): WorkflowIssue[] {
  const ids = repeats(nodes, ({ id }) => id).map((index) => ({
    nodeId: null,
    path: ['nodes', index, 'id'],
    message: `Two steps have the id "${nodes[index]?.id}". Give each its own.`,
  }));
  const keys = repeats(nodes, ({ key }) => key).map((index) => ({
    nodeId: nodes[index]?.id ?? null,
    path: ['key'],
    message: `Two steps are called "${nodes[index]?.key}" in templates. Give each its own key.`,
  }));
  const edgeIds = repeats(edges, ({ id }) => id).map((index) => ({
    nodeId: null,
    path: ['edges', index, 'id'],
    message: `Two connections have the id "${edges[index]?.id}". Give each its own.`,
  }));
  const same = repeats(edges, (edge) =>
    [edge.source, edge.sourcePort, edge.target, edge.targetPort].join(' '),
  ).map((index) => ({
    nodeId: null,
    path: ['edges', index],
    message: 'The same two ports are connected twice. Remove one of the connections.',
  }));
  return [...ids, ...keys, ...edgeIds, ...same];
}

function edgeFaults(graph: WorkflowGraph): WorkflowIssue[] {
  const { nodes } = indexOf(graph);
  return graph.edges.flatMap((edge, index) => {
    const fault = (field: keyof WorkflowEdge, message: string) => [
      { nodeId: null, path: ['edges', index, field], message },
    ];
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (!source)
      return fault('source', `The connection begins at a step "${edge.source}", which does not exist.`);
    if (!target)
      return fault('target', `The connection leads to a step "${edge.target}", which does not exist.`);
    const from = outputPortsOf(source).find((port) => port.id === edge.sourcePort);
    const to = inputPortsOf(target).find((port) => port.id === edge.targetPort);
    if (!from) return fault('sourcePort', `"${source.name}" has no output "${edge.sourcePort}".`);
    if (!to) return fault('targetPort', `"${target.name}" has no input "${edge.targetPort}".`);
    if (from.type !== to.type)
      return fault('targetPort', `"${from.label}" and "${to.label}" do not fit together.`);
    return [];
  });
}

/** Positions of those whose name an earlier one has. */
function repeats<T>(items: readonly T[], nameOf: (item: T) => string): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const name = nameOf(item);
    if (seen.has(name)) return [index];
    seen.add(name);
    return [];
  });
}
