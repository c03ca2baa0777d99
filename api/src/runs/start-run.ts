import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { Workflow } from '../workflows/workflow.ts';
import { WorkflowVersion } from '../workflows/workflow-version.ts';
import { checkRunInput } from './check-run-input.ts';
import { Run } from './run.ts';

type Input = {
  workflowId: string;
  /** Null runs the live version; a revision runs the draft as it stood then. */
  draftRevision: number | null;
  input: Record<string, unknown>;
  /** Starting twice with one key makes one run: the second answer is the first run. */
  idempotencyKey: string;
};

/** Freezes the graph and queues the run, in one transaction. */
export async function startRun(em: EntityManager, actor: Actor, start: Input): Promise<Run> {
  const workflow = await em.findOne(Workflow, { id: start.workflowId });
  if (!workflow) throw new NotFoundError('workflow', ['workflowId']);
  requireProjectRole(actor, workflow.projectId, 'CONTRIBUTOR');

  const started = await findStarted(em, start);
  if (started) return started;
  const { graph, versionNumber } = await graphToRun(em, workflow, start.draftRevision);
  const run = em.create(Run, {
    id: uuid(),
    organizationId: actor.organizationId,
    projectId: workflow.projectId,
    workflowId: workflow.id,
    versionNumber,
    graph,
    input: checkRunInput(graph, start.input),
    idempotencyKey: start.idempotencyKey,
    requestedBy: actor.name,
  });
  await em.flush();
  return run;
}

/** Two who start at once with one key: the index lets one in, the other asks again and finds its run. */
export async function startRunOnce(
  transact: <T>(work: (em: EntityManager, actor: Actor) => Promise<T>) => Promise<T>,
  start: Input,
): Promise<Run> {
  const attempt = () => transact((em, actor) => startRun(em, actor, start));
  return attempt().catch((error: unknown) => {
    if (error instanceof UniqueConstraintViolationException) return attempt();
    throw error;
  });
}

function findStarted(em: EntityManager, { workflowId, idempotencyKey }: Input): Promise<Run | null> {
  return em.findOne(Run, { workflowId, idempotencyKey });
}

async function graphToRun(
  em: EntityManager,
  workflow: Workflow,
  draftRevision: number | null,
): Promise<{ graph: WorkflowGraph; versionNumber: number | null }> {
  if (workflow.archivedAt)
    throw new ConflictError('This workflow is archived. Restore it to run it.', ['workflowId']);
  if (draftRevision !== null) {
    if (draftRevision !== workflow.revision) {
      throw new ConflictError(`The draft is at revision ${workflow.revision} now. Reload it and run again.`, [
        'draftRevision',
      ]);
    }
    return { graph: readyToRun(workflow.draft, ['draftRevision']), versionNumber: null };
  }
  const version =
    workflow.liveVersionId && (await em.findOne(WorkflowVersion, { id: workflow.liveVersionId }));
  if (!version)
    throw new ConflictError('This workflow has no live version. Publish it first, or run its draft.', [
      'workflowId',
    ]);
  return { graph: readyToRun(version.graph, ['workflowId']), versionNumber: version.number };
}

function readyToRun(document: unknown, path: string[]): WorkflowGraph {
  const { graph, issues } = parseWorkflow(document);
  const open = graph ? validateWorkflow(graph) : issues;
  if (graph && open.length === 0) return graph;
  throw new InvalidInputError(open.map(({ message }) => ({ path, message })));
}
