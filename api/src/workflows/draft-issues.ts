import type { OnMissingCapability, Requirement } from '@patchbay/schema/capabilities.ts';
import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import {
  indexOf,
  modelReferencesOf,
  requirementsOf,
  type WorkflowGraph,
  type WorkflowIssue,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadCandidates } from '../model-policy/load-candidates.ts';
import type { Refusal } from '../model-policy/resolve-candidates.ts';
import type { EntityManager } from '../orm.ts';

/** An admin can end some states of a model at any time (it is switched off, not configured): those are only told. */
export type DraftIssue = WorkflowIssue & { blocksPublishing: boolean };

/** What stands between a graph and running: by its own words, and by the organisation's models of this moment. */
export async function draftIssues(
  em: EntityManager,
  catalogue: Catalogue,
  graph: WorkflowGraph,
): Promise<DraftIssue[]> {
  const own = validateWorkflow(graph).map((issue) => ({ ...issue, blocksPublishing: true }));
  const faulty = new Set(own.map(({ nodeId, path }) => placeOf(nodeId, path)));
  const answers = new Map<string, Refusal[]>();
  const ofModels: DraftIssue[] = [];
  for (const { nodeId, place, reference } of modelReferencesOf(graph)) {
    const path = ['data', ...place];
    const node = indexOf(graph).nodes.get(nodeId);
    // Of what is no reference at all, that is said already.
    if (!node || faulty.has(placeOf(nodeId, path))) continue;
    const question = { reference, ...needsOf(node) };
    const key = JSON.stringify(question);
    const refusals = answers.get(key) ?? (await refusalsOf(em, catalogue, question));
    answers.set(key, refusals);
    ofModels.push(...refusals.map((refusal) => asIssue(refusal, nodeId, path)));
  }
  return [...own, ...ofModels];
}

type Question = { reference: string; requirements: Requirement[]; onMissingCapability: OnMissingCapability };

function needsOf(node: WorkflowNode): Omit<Question, 'reference'> {
  return {
    requirements: requirementsOf(node),
    onMissingCapability: node.kind === 'prompt' ? node.data.onMissingCapability : 'refuse',
  };
}

/** The same resolution as a run's: none, where some model would answer. */
async function refusalsOf(em: EntityManager, catalogue: Catalogue, question: Question): Promise<Refusal[]> {
  const { candidates, refused } = await loadCandidates(em, catalogue, question);
  return candidates.length > 0 ? [] : (refused[0]?.reasons ?? []);
}

function asIssue({ code, message, fix }: Refusal, nodeId: string, path: (string | number)[]): DraftIssue {
  const lasting = code === 'unknown' || code === 'deleted' || code === 'lacks-capability';
  return { nodeId, path, message: `${message} ${fix}`, blocksPublishing: lasting };
}

const placeOf = (nodeId: string | null, path: readonly (string | number)[]) => JSON.stringify([nodeId, path]);
