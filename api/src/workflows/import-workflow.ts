import { parseModelReference } from '@patchbay/schema/model-ref.ts';
import { withValueAt } from '@patchbay/schema/rename-key.ts';
import { renameBindings, standIn, type WorkflowFile } from '@patchbay/schema/workflow-file/workflow-file.ts';
import { modelReferencesOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { Connection } from '../connections/connection.ts';
import { InvalidInputError, type Issue } from '../errors.ts';
import { findProject } from '../organizations/find-project.ts';
import type { EntityManager } from '../orm.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { createTool } from '../tools/create-tool.ts';
import { Tool } from '../tools/tool.ts';
import { createWorkflow } from './create-workflow.ts';
import { doesTheSame, readFile } from './inspect-workflow-file.ts';
import type { Workflow } from './workflow.ts';

/** What takes the place of what the file names. */
type Mapping = {
  /** A reference that is not here is kept where none takes its place: the draft's issues tell. */
  models: readonly { reference: string; becomes: string }[];
  /** Each of the file; null leaves it open. */
  connections: readonly { name: string; connectionId: string | null }[];
  /** Those that are not to be made, or not under their own name. */
  tools: readonly { name: string; toolId?: string | null; createAs?: string | null }[];
};

type Input = Mapping & { projectId: string; text: string; name?: string | null };

/** Makes a workflow, and the tools that it needs, from a file: all of it or nothing. */
export async function importWorkflow(
  em: EntityManager,
  actor: Actor,
  input: Input,
  fetch: GuardedFetch,
): Promise<{ workflow: Workflow; tools: Tool[] }> {
  const { projectId, text } = input;
  requireProjectRole(actor, projectId, 'CONTRIBUTOR');
  await findProject(em, projectId);
  const file = readFile(text);
  refuseUnknown(file, input);
  const connections = await mapConnections(em, file, input);
  const { ids: tools, made } = await mapTools(em, actor, file, input, connections, fetch);
  const graph = mapModels(bind(file, connections, tools), input);
  const workflow = await createWorkflow(em, actor, {
    projectId,
    name: input.name ?? file.name,
    description: file.description,
    from: 'BLANK',
    graph,
    origin: { from: 'FILE', tools: made.map(({ name }) => name) },
  });
  return { workflow, tools: made };
}

/** By their names in the file. Null: left open. */
type Connections = ReadonlyMap<string, Connection | null>;

function refuseUnknown(file: WorkflowFile, { models, connections, tools }: Mapping): void {
  const references = new Set(modelReferencesOf(file.graph).map(({ reference }) => reference));
  const issues = [
    ...strays(
      'model',
      'models',
      models.map(({ reference }) => reference),
      (name) => references.has(name),
    ),
    ...strays(
      'connection',
      'connections',
      connections.map(({ name }) => name),
      isIn(file.connections),
    ),
    ...strays(
      'tool',
      'tools',
      tools.map(({ name }) => name),
      isIn(file.tools),
    ),
  ];
  if (issues.length > 0) throw new InvalidInputError(issues);
}

const isIn = (entries: object) => (name: string) => Object.hasOwn(entries, name);

function strays(what: string, field: string, names: string[], isKnown: (name: string) => boolean): Issue[] {
  return names.flatMap((name, index) => {
    const path = [field, String(index)];
    if (!isKnown(name)) return [{ path, message: `The file names no ${what} "${name}".` }];
    return names.indexOf(name) < index ? [{ path, message: `The ${what} "${name}" is mapped twice.` }] : [];
  });
}

async function mapConnections(
  em: EntityManager,
  file: WorkflowFile,
  { projectId, connections }: Pick<Input, 'projectId' | 'connections'>,
): Promise<Connections> {
  const ids = connections.flatMap(({ connectionId }) => connectionId ?? []);
  const found = new Map((await em.find(Connection, { projectId, id: ids })).map((one) => [one.id, one]));
  const issues: Issue[] = [];
  const mapped = new Map<string, Connection | null>();
  for (const [name, { origin }] of Object.entries(file.connections)) {
    const index = connections.findIndex((one) => one.name === name);
    const path = index === -1 ? ['connections'] : ['connections', String(index), 'connectionId'];
    const id = connections[index]?.connectionId;
    const connection = id == null ? null : (found.get(id) ?? null);
    if (id === undefined)
      issues.push({
        path,
        message: `Say which connection of the project takes the place of "${name}", or null to leave that open.`,
      });
    else if (id !== null && !connection)
      issues.push({ path, message: 'The project has no such connection.' });
    else if (connection && connection.origin !== new URL(origin).origin)
      issues.push({
        path,
        message: `"${connection.name}" is for ${connection.origin} alone, and "${name}" stands for ${new URL(origin).origin}. Choose another connection.`,
      });
    mapped.set(name, connection);
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return mapped;
}

async function mapTools(
  em: EntityManager,
  actor: Actor,
  { tools }: WorkflowFile,
  { projectId, tools: mapping }: Pick<Input, 'projectId' | 'tools'>,
  connections: Connections,
  fetch: GuardedFetch,
): Promise<{ ids: ReadonlyMap<string, string>; made: Tool[] }> {
  const chosen = mapping.flatMap(({ toolId }) => toolId ?? []);
  const there = await em.find(Tool, {
    $and: [{ projectId }, { $or: [{ id: chosen }, { name: Object.keys(tools) }] }],
  });
  const ids = new Map<string, string>();
  const made: Tool[] = [];
  for (const [name, tool] of Object.entries(tools)) {
    const index = mapping.findIndex((one) => one.name === name);
    const { toolId, createAs } = mapping[index] ?? {};
    if (toolId != null) {
      if (!there.some(({ id }) => id === toolId))
        throw new InvalidInputError([
          { path: ['tools', String(index), 'toolId'], message: 'The project has no such tool.' },
        ]);
      ids.set(name, toolId);
      continue;
    }
    const namesake = there.find((one) => one.name === name);
    if (namesake && createAs == null && doesTheSame(namesake, tool)) {
      ids.set(name, namesake.id);
      continue;
    }
    if (namesake && createAs == null)
      throw InvalidInputError.at(
        'tools',
        `The project has another tool "${name}". Say under which name the one of the file is made, or that the other takes its place.`,
      );
    const connectionId = tool.connection === null ? null : (connections.get(tool.connection)?.id ?? null);
    const { description, definition } = tool;
    const described = { projectId, name: createAs ?? name, description, definition, connectionId };
    const created = await createTool(em, actor, described, fetch).catch(asFaultOf(name));
    ids.set(name, created.id);
    made.push(created);
  }
  return { ids, made };
}

function asFaultOf(tool: string) {
  return (error: unknown): never => {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(
      error.issues.map(({ path, message }) => ({
        path: ['tools', ...path],
        message: `The tool "${tool}" cannot be made: ${message}`,
      })),
    );
  };
}

function bind(
  { graph, connections: named, tools: described }: WorkflowFile,
  connections: Connections,
  tools: ReadonlyMap<string, string>,
): WorkflowGraph {
  const ids = new Map<string, string>();
  for (const [index, name] of Object.keys(described).entries())
    ids.set(standIn('tool', index), tools.get(name) ?? uuid());
  // What was left open is no connection of the project: so the draft cannot be published before one is chosen, and a
  // step that needs a secret never calls without one.
  for (const [index, name] of Object.keys(named).entries())
    ids.set(standIn('connection', index), connections.get(name)?.id ?? uuid());
  return renameBindings(graph, (_what, id) => ids.get(id) ?? id) as WorkflowGraph;
}

function mapModels(graph: WorkflowGraph, { models }: Pick<Mapping, 'models'>): WorkflowGraph {
  const becomes = new Map<string, string>();
  for (const [index, { reference, becomes: to }] of models.entries()) {
    if (!parseModelReference(to))
      throw new InvalidInputError([
        {
          path: ['models', String(index), 'becomes'],
          message: 'Name a model by its slug, its platform id, an alias or "default".',
        },
      ]);
    becomes.set(reference, to);
  }
  const places = Map.groupBy(modelReferencesOf(graph), ({ nodeId }) => nodeId);
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      (places.get(node.id) ?? []).reduce(
        (changed, { place, reference }) =>
          withValueAt(changed, ['data', ...place], becomes.get(reference) ?? reference),
        node,
      ),
    ),
  };
}
