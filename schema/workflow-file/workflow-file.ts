import * as z from 'zod';
import { capabilityNames, type Capability } from '../capabilities.ts';
import { connectionKindNames, type ConnectionKind } from '../connections/index.ts';
import { toolDefinitionSchema } from '../tools/tool-definition.ts';
import { isRecord } from '../shape.ts';
import type { WorkflowGraph } from '../workflow-graph.ts';

/**
 * Workflow file   one workflow as a file that people can read, compare and pass on. It names nothing by an id of its
 *                 organisation and holds no secret: models, connections and tools stand in it by name, with what
 *                 another organisation must know to choose its own
 * Stand-in        an id that a tool or a connection of the file has until the importing project's own takes its place
 */
export type WorkflowFile = {
  name: string;
  description: string;
  /** What the graph's references are called where it was made, and what its steps need of them: for those who read it. */
  models: Record<string, { name: string; needs: Capability[] }>;
  connections: Record<string, FileConnection>;
  tools: Record<string, FileTool>;
  /** As it was written, or with stand-ins in place of names. */
  graph: WorkflowGraph;
};

export type FileConnection = z.infer<typeof connectionSchema>;
export type FileTool = z.infer<typeof toolSchema>;

export const fileMark = 'workflow';
export const fileVersion = 1;
export const largestFileMegabytes = 10;

const capability = z.enum(capabilityNames as [Capability, ...Capability[]]);

const connectionSchema = z.strictObject({
  /** Where its secret went, and where the one that takes its place will go. */
  origin: z.string().max(2000),
  kind: z.enum(connectionKindNames as [ConnectionKind, ...ConnectionKind[]]),
});

const toolSchema = z.strictObject({
  description: z.string().trim().min(1, 'Say what the tool does.').max(4000),
  /** By its name in this file; null: it is called without a secret. */
  connection: z.string().nullable(),
  definition: toolDefinitionSchema,
});

const most = (count: number, what: string) => (entries: object) =>
  Object.keys(entries).length <= count || `A file has at most ${count} ${what}.`;

function atMost<T extends object>(schema: z.ZodType<T>, count: number, what: string) {
  return schema.superRefine((entries, context) => {
    const verdict = most(count, what)(entries);
    if (verdict !== true) context.addIssue({ code: 'custom', message: String(verdict) });
  });
}

/** Everything but the graph, which has a reader of its own. */
export const frameSchema = z.strictObject({
  patchbay: z.literal(fileMark),
  version: z.literal(fileVersion),
  name: z.string().trim().min(1, 'Give the workflow a name.').max(120, 'A name has at most 120 characters.'),
  description: z.string().trim().max(2000, 'A description has at most 2,000 characters.').default(''),
  models: atMost(
    z.record(
      z.string().max(200),
      z.strictObject({ name: z.string().max(200), needs: z.array(capability).max(10) }),
    ),
    1000,
    'models',
  ).default({}),
  connections: atMost(z.record(z.string().max(200), connectionSchema), 200, 'connections').default({}),
  tools: atMost(z.record(z.string().max(100), toolSchema), 200, 'tools').default({}),
  graph: z.unknown(),
});

type Named = 'tool' | 'connection';

/**
 * A graph document with other names for the tools and connections that its steps use: ids become names when it is
 * written, names stand-ins when it is read. Whatever else the document is, is left to its reader.
 */
export function renameBindings(
  document: unknown,
  rename: (what: Named, name: string, path: (string | number)[]) => string,
): unknown {
  if (!isRecord(document) || !Array.isArray(document.nodes)) return document;
  const nodes = document.nodes.map((node: unknown, index) => {
    if (!isRecord(node) || !isRecord(node.data)) return node;
    const { data } = node;
    const path = ['nodes', index, 'data'];
    if (node.kind === 'prompt' && Array.isArray(data.tools)) {
      const tools = data.tools.map((tool: unknown, place) =>
        typeof tool === 'string' ? rename('tool', tool, [...path, 'tools', place]) : tool,
      );
      return { ...node, data: { ...data, tools } };
    }
    if (node.kind === 'http' && typeof data.connection === 'string') {
      const connection = rename('connection', data.connection, [...path, 'connection']);
      return { ...node, data: { ...data, connection } };
    }
    return node;
  });
  return { ...document, nodes };
}

/** The tools and connections that the steps of a graph name. */
export function namesIn(graph: WorkflowGraph): Record<Named, Set<string>> {
  const names = { tool: new Set<string>(), connection: new Set<string>() };
  renameBindings(graph, (what, name) => {
    names[what].add(name);
    return name;
  });
  return names;
}

/** Of the nth tool or connection of a file. */
export function standIn(what: Named, index: number): string {
  return `00000000-0000-4000-8000-${what === 'tool' ? '0' : '1'}${String(index).padStart(11, '0')}`;
}
