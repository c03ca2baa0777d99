// What there is to run of a workflow, read and checked. It may be remembered: whoever starts a run of it says which
// draft or version it was, and is told when that is not the current one.
import type { InputField } from '@patchbay/schema/nodes/input.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import type { Workflow } from '../workflows/workflow.ts';
import { WorkflowVersion } from '../workflows/workflow-version.ts';

export type RunnableWorkflow = {
  id: string;
  projectId: string;
  /** One of these two is set. */
  draftRevision: number | null;
  liveVersionId: string | null;
  versionNumber: number | null;
  graph: WorkflowGraph;
  /** The graph as JSON, the way it is kept with the run. */
  frozen: string;
  inputFields: readonly InputField[];
};

/**
 * Null for `draftRevision` means the live version. Throws with what stands against running it, or against running the one
 * step of it that is named.
 */
export async function readRunnable(
  em: EntityManager,
  workflow: Workflow,
  draftRevision: number | null,
  onlyStep: string | null = null,
): Promise<RunnableWorkflow> {
  const { id, projectId } = workflow;
  if (workflow.archivedAt)
    throw new ConflictError('This workflow is archived. Restore it to run it.', ['workflowId']);
  if (draftRevision !== null) {
    if (draftRevision !== workflow.revision) {
      throw new ConflictError(`The draft is at revision ${workflow.revision} now. Reload it and run again.`, [
        'draftRevision',
      ]);
    }
    const graph = readyToRun(workflow.draft, ['draftRevision'], onlyStep);
    return { id, projectId, draftRevision, liveVersionId: null, versionNumber: null, ...freeze(graph) };
  }
  const version =
    workflow.liveVersionId && (await em.findOne(WorkflowVersion, { id: workflow.liveVersionId }));
  if (!version)
    throw new ConflictError('This workflow has no live version. Publish it first, or run its draft.', [
      'workflowId',
    ]);
  const graph = readyToRun(version.graph, ['workflowId']);
  return {
    id,
    projectId,
    draftRevision: null,
    liveVersionId: version.id,
    versionNumber: version.number,
    ...freeze(graph),
  };
}

function readyToRun(document: unknown, path: string[], onlyStep: string | null = null): WorkflowGraph {
  const { graph, issues } = parseWorkflow(document);
  const all = graph ? validateWorkflow(graph) : issues;
  const open = graph && onlyStep !== null ? all.filter(({ nodeId }) => nodeId === onlyStep) : all;
  if (graph && open.length === 0) return graph;
  throw new InvalidInputError(open.map(({ message }) => ({ path, message })));
}

export function freeze(graph: WorkflowGraph): Pick<RunnableWorkflow, 'graph' | 'frozen' | 'inputFields'> {
  return {
    graph,
    frozen: JSON.stringify(graph),
    inputFields: graph.nodes.flatMap((node) => (node.kind === 'input' ? node.data.fields : [])),
  };
}
