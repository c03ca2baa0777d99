import * as z from 'zod';
import { jsonFault } from './guard-json.ts';
import { nameFault } from './nodes/node-kind.ts';
import { isNodeKind, kindOf, nodeKindNames } from './nodes/index.ts';
import { isRecord } from './shape.ts';
import { structureFaults } from './structure-faults.ts';
import {
  graphLimits,
  graphVersion,
  limitIssues,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowIssue,
  type WorkflowNode,
} from './workflow-graph.ts';
import { issuesOf } from './zod-issues.ts';

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

export function parseWorkflow(document: unknown): ParsedWorkflow {
  const issues: WorkflowIssue[] = [];
  const graph = read(document, issues);
  return graph && issues.length === 0
    ? { graph, issues: [] }
    : { graph: null, issues: limitIssues(issues, 100) };
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
      ...issuesOf(base.error).map(({ path, message }) => ({
        nodeId: named,
        path: [...at, ...path],
        message,
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
      ...issuesOf(read.error).map(({ path, message }) => ({ nodeId: id, path: ['data', ...path], message })),
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
    ...issuesOf(edge.error).map(({ path, message }) => ({
      nodeId: null,
      path: ['edges', index, ...path],
      message,
    })),
  );
  return [];
}
