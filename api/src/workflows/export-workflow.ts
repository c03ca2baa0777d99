import { deriveSlug } from '@patchbay/schema/model-ref.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { secretsByName, secretsIn } from '@patchbay/schema/workflow-file/secrets-in.ts';
import { namesIn, renameBindings, type WorkflowFile } from '@patchbay/schema/workflow-file/workflow-file.ts';
import { writeWorkflowFile } from '@patchbay/schema/workflow-file/write-workflow-file.ts';
import {
  indexOf,
  modelReferencesOf,
  requirementsOf,
  type WorkflowGraph,
  type WorkflowIssue,
} from '@patchbay/schema/workflow-graph.ts';
import type { Actor } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { Connection } from '../connections/connection.ts';
import { NotFoundError } from '../errors.ts';
import { findNamedAmong, loadPolicy } from '../model-policy/load-policy.ts';
import type { EntityManager } from '../orm.ts';
import { Tool } from '../tools/tool.ts';
import { bindingIssues } from './binding-issues.ts';
import { findWorkflow } from './find-workflow.ts';
import { InvalidWorkflowError } from './invalid-workflow-error.ts';
import { readGraph } from './read-graph.ts';
import type { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';

type Input = {
  workflowId: string;
  /** The number of a version; else the draft. */
  version?: number | null;
};

/** What could not be imported again is not written: each step that is in the way is named. */
export async function exportWorkflow(
  em: EntityManager,
  actor: Actor,
  { workflowId, version }: Input,
  catalogue: Catalogue,
): Promise<{ fileName: string; text: string }> {
  const workflow = await findWorkflow(em, actor, workflowId, 'CONTRIBUTOR');
  const file = await fileOf(em, workflow, await graphToExport(em, workflow, version ?? null), catalogue);
  const called = [deriveSlug(workflow.name) || 'workflow', ...(version == null ? [] : [`v${version}`])];
  return { fileName: `${called.join('-')}.json`, text: writeWorkflowFile(file) };
}

async function graphToExport(
  em: EntityManager,
  { id, draft }: Workflow,
  number: number | null,
): Promise<WorkflowGraph> {
  if (number === null) return readGraph(draft);
  const version = await em.findOne(WorkflowVersion, { workflowId: id, number });
  if (!version) throw new NotFoundError('version', ['version']);
  return readGraph(version.graph);
}

async function fileOf(
  em: EntityManager,
  { name, description, projectId }: Workflow,
  graph: WorkflowGraph,
  catalogue: Catalogue,
): Promise<WorkflowFile> {
  const bound = await bindingIssues(em, projectId, graph);
  if (bound.length > 0) throw new InvalidWorkflowError(bound, ['workflowId']);
  const used = namesIn(graph);
  const tools = await em.find(Tool, { projectId, id: [...used.tool] });
  const connections = await em.find(Connection, {
    projectId,
    id: [...used.connection, ...tools.flatMap(({ connectionId }) => connectionId ?? [])],
  });
  const names = new Map([...tools, ...connections].map((one) => [one.id, one.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const file: WorkflowFile = {
    name,
    description,
    models: await modelsOf(em, graph, catalogue),
    connections: Object.fromEntries(
      connections.map(({ name: called, origin, kind }) => [called, { origin, kind }]),
    ),
    tools: Object.fromEntries(
      tools.map(({ name: called, description: does, connectionId, definition }) => [
        called,
        { description: does, connection: connectionId == null ? null : nameOf(connectionId), definition },
      ]),
    ),
    // Only names inside it have changed, and they are texts as the ids were.
    graph: renameBindings(withoutOwn(graph), (_what, id) => nameOf(id)) as WorkflowGraph,
  };
  const secrets = secretsOf(file);
  if (secrets.length > 0) throw new InvalidWorkflowError(secrets, ['workflowId']);
  return file;
}

/** Other workflows and people are chosen anew where the file is imported: their ids mean nothing there. */
function withoutOwn(graph: WorkflowGraph): WorkflowGraph {
  const nodes = graph.nodes.map((node): WorkflowGraph['nodes'][number] => {
    if (node.kind === 'approval') return { ...node, data: { ...node.data, assignees: [] } };
    if (node.kind === 'workflow') return { ...node, data: { ...node.data, workflow: '', version: null } };
    return node.kind === 'map' ? { ...node, data: { ...node.data, workflow: '', version: null } } : node;
  });
  return { ...graph, nodes };
}

async function modelsOf(
  em: EntityManager,
  graph: WorkflowGraph,
  catalogue: Catalogue,
): Promise<WorkflowFile['models']> {
  const uses = Map.groupBy(
    modelReferencesOf(graph).filter(({ reference }) => reference !== ''),
    ({ reference }) => reference,
  );
  const policy = await loadPolicy(em, catalogue);
  const named = await findNamedAmong(em, catalogue, uses.keys(), policy);
  return Object.fromEntries(
    [...uses].map(([reference, all]) => {
      const nodes = all.flatMap(({ nodeId }) => indexOf(graph).nodes.get(nodeId) ?? []);
      const needs = new Set(nodes.flatMap(requirementsOf).map(({ capability }) => capability));
      const standard = reference === defaultReference ? 'Organization default' : reference;
      return [
        reference,
        { name: named.get(reference)?.displayName ?? standard, needs: [...needs].toSorted() },
      ];
    }),
  );
}

function secretsOf({ graph, tools, name, description }: WorkflowFile): WorkflowIssue[] {
  const ofSteps = graph.nodes.flatMap((node) => {
    const found = [...secretsByName(node), ...secretsIn({ name: node.name, data: node.data })];
    return found.map(({ path, message }) => ({
      nodeId: node.id,
      path,
      message: `"${node.name}": ${message}`,
    }));
  });
  const ofOthers = secretsIn({ name, description, tools }).map(({ path, message }) => ({
    nodeId: null,
    path,
    message: path[0] === 'tools' ? `The tool "${path[1]}": ${message}` : message,
  }));
  return [...ofSteps, ...ofOthers];
}
