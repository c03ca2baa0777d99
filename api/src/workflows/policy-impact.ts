// What another model policy would do to the steps there are, before it is saved. It is the verb that saves it, taken
// back, and the resolver of every run: so the preview cannot say something else than what will happen.
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { modelReferencesOf } from '@patchbay/schema/workflow-graph.ts';
import type { Actor } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findNamedAmong, loadPolicy } from '../model-policy/load-policy.ts';
import type { ModelPolicy } from '../model-policy/policy.ts';
import { type Question, type Resolution, resolveCandidates } from '../model-policy/resolve-candidates.ts';
import { type PolicyChange, updateModelPolicy } from '../model-policy/update-model-policy.ts';
import type { EntityManager } from '../orm.ts';
import { questionOf } from './question-of.ts';
import { WorkflowVersion } from './workflow-version.ts';
import { Workflow } from './workflow.ts';

const effects = ['STOPS', 'RUNS_AGAIN', 'ANOTHER_MODEL', 'ANOTHER_ORDER'] as const;
export type Effect = (typeof effects)[number];

export type StepImpact = {
  workflowId: string;
  live: boolean;
  nodeId: string;
  stepName: string;
  reference: string;
  /** Null where nothing changes. */
  effect: Effect | null;
  /** The fallback lacks what the step needs: behind its model stands nobody. */
  withoutFallback: boolean;
  before: Resolution;
  after: Resolution;
};

export type PolicyImpact = { policy: ModelPolicy; steps: StepImpact[]; looked: number };

export async function policyImpact(
  em: EntityManager,
  actor: Actor,
  change: PolicyChange,
  catalogue: Catalogue,
): Promise<PolicyImpact> {
  const before = await loadPolicy(em, catalogue);
  const after = await lookAhead(em, actor, { ...change, expectedRevision: before.revision }, catalogue);
  const steps = await stepsOf(em);
  const references = new Set(steps.map(({ question }) => question.reference));
  const namedBefore = await findNamedAmong(em, catalogue, references, before);
  const namedAfter = await findNamedAmong(em, catalogue, references, after);
  const judged = steps.map(({ question, ...step }): StepImpact => {
    const { reference } = question;
    const [was, willBe] = [
      resolveCandidates(question, before, namedBefore.get(reference) ?? null),
      resolveCandidates(question, after, namedAfter.get(reference) ?? null),
    ];
    const fallback = willBe.refused.find(({ place }) => place === 'FALLBACK');
    return {
      ...step,
      reference,
      effect: compare(was, willBe),
      withoutFallback: fallback?.reasons.some(({ code }) => code === 'lacks-capability') ?? false,
      before: was,
      after: willBe,
    };
  });
  const told = judged.filter(({ effect, withoutFallback }) => effect !== null || withoutFallback);
  const gravity = ({ effect }: StepImpact) => (effect === null ? effects.length : effects.indexOf(effect));
  return {
    policy: after,
    looked: judged.length,
    steps: told.toSorted((one, other) => gravity(one) - gravity(other)),
  };
}

class TakenBack extends Error {
  override readonly name = 'TakenBack';
}

/** Saves the change with all its checks, and takes it back. */
async function lookAhead(
  em: EntityManager,
  actor: Actor,
  change: PolicyChange & { expectedRevision: number },
  catalogue: Catalogue,
): Promise<ModelPolicy> {
  let policy: ModelPolicy | null = null;
  const work = em.transactional(async (inner) => {
    policy = await updateModelPolicy(inner, actor, change, catalogue);
    throw new TakenBack();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  if (!policy) throw new Error('The change was taken back before it was made.');
  return policy;
}

type Step = Pick<StepImpact, 'workflowId' | 'live' | 'nodeId' | 'stepName'> & { question: Question };

/** Of the drafts and the live versions of active workflows. */
async function stepsOf(em: EntityManager): Promise<Step[]> {
  const workflows = await em.find(Workflow, { archivedAt: null }, { orderBy: { id: 'asc' } });
  const liveIds = workflows.flatMap(({ liveVersionId }) => liveVersionId ?? []);
  const versions = await em.find(WorkflowVersion, { id: liveIds });
  return [
    ...versions.flatMap(({ workflowId, graph }) => stepsIn(workflowId, true, graph)),
    ...workflows.flatMap(({ id, draft }) => stepsIn(id, false, draft)),
  ];
}

function stepsIn(workflowId: string, live: boolean, document: unknown): Step[] {
  const { graph } = parseWorkflow(document);
  if (!graph) return [];
  return modelReferencesOf(graph).flatMap(({ nodeId, stepName, reference }) => {
    const question = reference === '' ? null : questionOf(graph, nodeId, reference);
    return question ? [{ workflowId, live, nodeId, stepName, question }] : [];
  });
}

function compare(before: Resolution, after: Resolution): Effect | null {
  const [was, willBe] = [before, after].map(({ candidates }) => candidates.map(({ model }) => model.id));
  if (!was || !willBe) return null;
  if (was.length > 0 && willBe.length === 0) return 'STOPS';
  if (was.length === 0 && willBe.length > 0) return 'RUNS_AGAIN';
  if (was[0] !== willBe[0]) return 'ANOTHER_MODEL';
  return was.join() === willBe.join() ? null : 'ANOTHER_ORDER';
}
