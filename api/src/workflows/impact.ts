// What a change of models or of their policy would do to the steps there are, before it is made. It is the verb that
// makes it, taken back, and the resolver of every run: so the preview cannot say something else than what will happen.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ModelPolicy } from '../model-policy/policy.ts';
import type { Resolution } from '../model-policy/resolve-candidates.ts';
import type { EntityManager } from '../orm.ts';
import {
  type AskedQuestion,
  answerQuestions,
  askedQuestions,
  counts,
  questionKey,
} from './asked-questions.ts';

const effects = ['STOPS', 'RUNS_AGAIN', 'ANOTHER_MODEL', 'DOES_LESS', 'ANOTHER_ORDER'] as const;
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

export type Impact = {
  /** As it would be. */
  policy: ModelPolicy;
  looked: number;
  affected: number;
  stop: number;
  /** The gravest first, and no more than `shownAtMost`. */
  steps: StepImpact[];
};

export const shownAtMost = 100;

/** `change` is refused as the change itself would be. */
export async function impactOf(
  em: EntityManager,
  catalogue: Catalogue,
  change: (em: EntityManager) => Promise<unknown>,
): Promise<Impact> {
  const questions = await askedQuestions(em);
  const before = await answerQuestions(em, catalogue, questions);
  const after = await takenBack(em, async (inner) => {
    await change(inner);
    return answerQuestions(inner, catalogue, questions);
  });
  const judged = questions.flatMap((question): Judged[] => {
    const [was, willBe] = [before.byKey.get(question.key), after.byKey.get(question.key)];
    if (!was || !willBe) return [];
    const fallback = willBe.refused.find(({ place }) => place === 'FALLBACK');
    return [
      {
        question,
        effect: compare(was, willBe),
        withoutFallback: fallback?.reasons.some(({ code }) => code === 'lacks-capability') ?? false,
        before: was,
        after: willBe,
      },
    ];
  });
  const told = judged.filter(({ effect, withoutFallback }) => effect !== null || withoutFallback);
  return {
    policy: after.policy,
    looked: stepsOf(judged),
    affected: stepsOf(told),
    stop: stepsOf(told.filter(({ effect }) => effect === 'STOPS')),
    steps: await listSteps(em, told),
  };
}

type Judged = Omit<StepImpact, 'workflowId' | 'live' | 'nodeId' | 'stepName' | 'reference'> & {
  question: AskedQuestion;
};

const stepsOf = (judged: readonly Judged[]) => judged.reduce((sum, { question }) => sum + question.steps, 0);

const gravity = ({ effect }: Judged) => (effect === null ? effects.length : effects.indexOf(effect));

type Listed = { key: string; workflowId: string; live: boolean; nodeId: string; stepName: string };

async function listSteps(em: EntityManager, told: readonly Judged[]): Promise<StepImpact[]> {
  if (told.length === 0) return [];
  const asked = told.map((one) => ({ key: one.question.key, gravity: gravity(one) }));
  const listed = await em.execute<Listed[]>(
    `select asked.key, u.workflow_id as "workflowId", u.version_id is not null as live, u.node_id as "nodeId",
       u.step_name as "stepName"
     from model_use u join jsonb_to_recordset(?::jsonb) as asked (key uuid, gravity int) on asked.key = ${questionKey}
     where ${counts} order by asked.gravity, u.workflow_id, live desc, u.step_name, u.node_id limit ?`,
    [JSON.stringify(asked), shownAtMost],
  );
  const byKey = new Map(told.map((one) => [one.question.key, one]));
  return listed.flatMap(({ key, ...step }): StepImpact[] => {
    const judged = byKey.get(key);
    if (!judged) return [];
    const { question, ...others } = judged;
    return [{ ...step, reference: question.reference, ...others }];
  });
}

class TakenBack extends Error {
  override readonly name = 'TakenBack';
}

/** Does the work with all its checks, and undoes it. */
async function takenBack<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
  let done: { value: T } | null = null;
  // Apart from what this transaction knows: what was changed in there must not be found out here.
  const undone = em.transactional(
    async (inner) => {
      done = { value: await work(inner) };
      throw new TakenBack();
    },
    { clear: true },
  );
  await undone.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  if (!done) throw new Error('The change was taken back before it was made.');
  return (done as { value: T }).value;
}

function compare(before: Resolution, after: Resolution): Effect | null {
  const [was, willBe] = [before.candidates, after.candidates];
  if (was.length > 0 && willBe.length === 0) return 'STOPS';
  if (was.length === 0 && willBe.length > 0) return 'RUNS_AGAIN';
  if (was[0]?.model.id !== willBe[0]?.model.id) return 'ANOTHER_MODEL';
  const [had, has] = [was, willBe].map(([first]) => first?.degraded.join());
  if (had !== has) return 'DOES_LESS';
  const [order, newOrder] = [was, willBe].map((all) => all.map(({ model }) => model.id).join());
  return order === newOrder ? null : 'ANOTHER_ORDER';
}
