import { randomBytes } from 'node:crypto';
import { withFreshIds } from '@patchbay/schema/fresh-ids.ts';
import { namesIn, renameBindings } from '@patchbay/schema/workflow-file/workflow-file.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { Connection } from '../connections/connection.ts';
import { ConflictError } from '../errors.ts';
import { findProject } from '../organizations/find-project.ts';
import type { EntityManager } from '../orm.ts';
import { Tool } from '../tools/tool.ts';
import { createWorkflow } from './create-workflow.ts';
import { findWorkflow } from './find-workflow.ts';
import { doesTheSame } from './inspect-workflow-file.ts';
import { readGraph } from './read-graph.ts';
import type { Workflow } from './workflow.ts';

type Input = {
  workflowId: string;
  /** Its own project where none is named. */
  projectId?: string | null;
  name?: string | null;
};

/** A new draft of the draft. Whoever may read one may copy it to where they may write. */
export async function duplicateWorkflow(
  em: EntityManager,
  actor: Actor,
  { workflowId, projectId, name }: Input,
): Promise<Workflow> {
  const workflow = await findWorkflow(em, actor, workflowId, 'VIEWER');
  const target = projectId ?? workflow.projectId;
  requireProjectRole(actor, target, 'CONTRIBUTOR');
  await findProject(em, target);
  const graph = readGraph(workflow.draft);
  const bound = target === workflow.projectId ? graph : await rebind(em, graph, target);
  return createWorkflow(em, actor, {
    projectId: target,
    name: name ?? `Copy of ${workflow.name}`.slice(0, 120),
    description: workflow.description,
    from: 'BLANK',
    graph: withFreshIds(bound, () => randomBytes(9).toString('base64url')),
    origin: { from: 'COPY', of: workflow.id },
  });
}

/** In another project, its own of the same name take their places where they do the same; what has none is named. */
async function rebind(em: EntityManager, graph: WorkflowGraph, projectId: string): Promise<WorkflowGraph> {
  const used = namesIn(graph);
  const tools = await em.find(Tool, { id: [...used.tool] });
  const connections = await em.find(Connection, { id: [...used.connection] });
  const itsTools = await em.find(Tool, { projectId, name: tools.map(({ name }) => name) });
  const itsConnections = await em.find(Connection, { projectId, name: connections.map(({ name }) => name) });

  const ids = new Map<string, string>();
  for (const tool of tools) {
    const { name, description, definition, connectionId } = tool;
    const asked = { description, definition, connection: connectionId ?? null };
    const its = itsTools.find((one) => one.name === name && doesTheSame(one, asked));
    if (its) ids.set(tool.id, its.id);
  }
  for (const { id, name, origin } of connections) {
    const its = itsConnections.find((one) => one.name === name && one.origin === origin);
    if (its) ids.set(id, its.id);
  }
  const missing = [
    ...tools.filter(({ id }) => !ids.has(id)).map(({ name }) => `tool "${name}"`),
    ...connections.filter(({ id }) => !ids.has(id)).map(({ name }) => `connection "${name}"`),
  ];
  if (missing.length > 0)
    throw new ConflictError(
      `The other project lacks what this workflow uses: ${missing.join(', ')}. Export the workflow and import it there: the import brings its tools, and asks which connections take the places of these.`,
      ['projectId'],
    );
  // What names nothing in its own project either is an issue of the draft, there as here.
  return renameBindings(graph, (_what, id) => ids.get(id) ?? id) as WorkflowGraph;
}
