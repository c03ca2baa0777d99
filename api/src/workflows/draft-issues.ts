import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import {
  modelReferencesOf,
  type WorkflowGraph,
  type WorkflowIssue,
} from '@patchbay/schema/workflow-graph.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findNamedAmong, loadPolicy } from '../model-policy/load-policy.ts';
import { type Refusal, resolveCandidates } from '../model-policy/resolve-candidates.ts';
import type { EntityManager } from '../orm.ts';
import { bindingIssues } from './binding-issues.ts';
import { calledWorkflowIssues } from './called-workflow-issues.ts';
import { askedPeopleIssues } from './asked-people-issues.ts';
import { questionOf } from './question-of.ts';

/** An admin can end some states of a model at any time (it is switched off, not configured): those are only told. */
export type DraftIssue = WorkflowIssue & { blocksPublishing: boolean };

/** What stands between a graph and running: by its own words, and by the organisation's models of this moment. */
export async function draftIssues(
  em: EntityManager,
  catalogue: Catalogue,
  projectId: string,
  graph: WorkflowGraph,
): Promise<DraftIssue[]> {
  const bound = [
    ...(await bindingIssues(em, projectId, graph)),
    ...(await calledWorkflowIssues(em, projectId, graph)),
    ...(await askedPeopleIssues(em, projectId, graph)),
  ];
  const own = [...validateWorkflow(graph), ...bound].map((issue) => ({ ...issue, blocksPublishing: true }));
  const faulty = new Set(own.map(({ nodeId, path }) => placeOf(nodeId, path)));
  // Of what is no reference at all, that is said already.
  const steps = modelReferencesOf(graph).filter(
    ({ nodeId, place }) => !faulty.has(placeOf(nodeId, ['data', ...place])),
  );
  if (steps.length === 0) return own;

  const policy = await loadPolicy(em, catalogue);
  const references = new Set(steps.map(({ reference }) => reference));
  const named = await findNamedAmong(em, catalogue, references, policy);
  const ofModels = steps.flatMap(({ nodeId, place, reference }): DraftIssue[] => {
    const question = questionOf(graph, nodeId, reference);
    if (!question) return [];
    // The same resolution as a run's: where some model would answer, nothing is amiss.
    const { candidates, refused } = resolveCandidates(question, policy, named.get(reference) ?? null);
    const refusals = candidates.length > 0 ? [] : (refused[0]?.reasons ?? []);
    return refusals.map((refusal) => asIssue(refusal, nodeId, ['data', ...place]));
  });
  return [...own, ...ofModels];
}

function asIssue({ code, message, fix }: Refusal, nodeId: string, path: (string | number)[]): DraftIssue {
  const lasting = code === 'unknown' || code === 'deleted' || code === 'lacks-capability';
  return { nodeId, path, message: `${message} ${fix}`, blocksPublishing: lasting };
}

const placeOf = (nodeId: string | null, path: readonly (string | number)[]) => JSON.stringify([nodeId, path]);
