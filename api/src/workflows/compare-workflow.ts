import { compareGraphs, type GraphComparison } from '@patchbay/schema/versions/compare-graphs.ts';
import { emptyGraph, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { authorsOfDraft, type ChangeAuthor } from './draft-change.ts';
import { readGraph } from './read-graph.ts';
import { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';

export type WorkflowComparison = GraphComparison & {
  /** Null: the draft, or an empty workflow where nothing was published. */
  from: WorkflowVersion | null;
  to: WorkflowVersion | null;
  /** Of the draft. */
  revision: number;
  /** By part; null where it is not known, which is between any two but the live version and the draft. */
  authors: ReadonlyMap<string, ChangeAuthor[]> | null;
};

type Input = {
  /** The number of a version; null is the live one, and an empty workflow where none is. */
  from?: number | null;
  /** The number of a version; null is the draft. */
  to?: number | null;
};

export async function compareWorkflow(
  em: EntityManager,
  { id }: Pick<Workflow, 'id'>,
  input: Input,
): Promise<WorkflowComparison> {
  const workflow = await em.findOneOrFail(Workflow, { id });
  const from = await earlierOf(em, workflow, input.from ?? null);
  const to = input.to == null ? null : await versionOf(em, workflow, 'to', input.to);
  const isUnpublished = to === null && (from?.id ?? null) === workflow.liveVersionId;
  return {
    // Read as documents of today: what a version left unsaid is no difference from what is its default now.
    ...compareGraphs(from ? graphOf(from.graph) : emptyGraph, graphOf(to ? to.graph : workflow.draft)),
    from,
    to,
    revision: workflow.revision,
    authors: isUnpublished ? await authorsOfDraft(em, workflow.id) : null,
  };
}

const graphOf = (document: WorkflowGraph): WorkflowGraph => readGraph(document);

async function earlierOf(em: EntityManager, workflow: Workflow, number: number | null) {
  if (number !== null) return versionOf(em, workflow, 'from', number);
  return workflow.liveVersionId === null
    ? null
    : em.findOneOrFail(WorkflowVersion, { id: workflow.liveVersionId });
}

async function versionOf(em: EntityManager, { id }: Workflow, field: string, number: number) {
  const version = await em.findOne(WorkflowVersion, { workflowId: id, number });
  if (!version) throw new NotFoundError('version', [field]);
  return version;
}
