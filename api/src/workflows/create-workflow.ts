import { emptyGraph, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { ConflictError } from '../errors.ts';
import { findProject } from '../organizations/find-project.ts';
import type { EntityManager } from '../orm.ts';
import { keepDraftChanges } from './draft-change.ts';
import { workflowSubject } from './find-workflow.ts';
import { keepUsesOfDraft } from './model-use.ts';
import { readGraph } from './read-graph.ts';
import { startingPoints, type StartingPoint } from './starting-points.ts';
import { findTemplate } from './templates.ts';
import { Workflow } from './workflow.ts';

type Input = {
  projectId: string;
  name: string;
  description?: string | null;
  from: StartingPoint;
  /** A document to begin with, in place of a starting point. */
  graph?: unknown;
  /** The slug of a template to begin with, in place of either. */
  template?: string | null;
  /** Where that document comes from, for the record. */
  origin?: Record<string, unknown>;
};

export async function createWorkflow(em: EntityManager, actor: Actor, input: Input): Promise<Workflow> {
  requireProjectRole(actor, input.projectId, 'CONTRIBUTOR');
  const project = await findProject(em, input.projectId);
  if (project.archivedAt)
    throw new ConflictError('This project is archived. Restore it, or choose another one.', ['projectId']);
  const draft = draftOf(input);
  const workflow = em.create(Workflow, {
    id: uuid(),
    organizationId: actor.organizationId,
    projectId: project.id,
    name: input.name,
    description: input.description ?? '',
    draft,
    draftBy: actor.name,
  });
  record(em, actor, 'workflow.created', workflowSubject(workflow), {
    ...(input.origin ?? originOf(input)),
  });
  await em.flush();
  await keepUsesOfDraft(em, workflow);
  await keepDraftChanges(em, actor, [{ workflow, before: emptyGraph }]);
  return workflow;
}

function draftOf({ from, graph, template }: Input): WorkflowGraph {
  if (template != null) return findTemplate(template).graph;
  return graph == null ? startingPoints[from].graph() : readGraph(graph);
}

function originOf({ from, graph, template }: Input): Record<string, unknown> {
  if (template != null) return { from: 'TEMPLATE', template };
  return { from: graph == null ? from : 'GRAPH' };
}
