// What all steps ask of their models. A thousand steps mostly ask a few questions, so each is answered once.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findNamedAmong, loadPolicy } from '../model-policy/load-policy.ts';
import type { ModelPolicy } from '../model-policy/policy.ts';
import { type Question, type Resolution, resolveCandidates } from '../model-policy/resolve-candidates.ts';
import type { EntityManager } from '../orm.ts';

/** `key` names the question in the rows that ask it. */
type KeyedQuestion = Question & { key: string };
export type AskedQuestion = KeyedQuestion & { steps: number };

/** Uses count in drafts and live versions of active workflows. */
export const counts = `u.state in ('DRAFT', 'LIVE')`;

/** Names a question in SQL. */
export const questionKey = 'u.question_key';

const questionParts = `u.reference, u.question -> 'requirements' as requirements,
  u.question ->> 'onMissingCapability' as "onMissingCapability", u.question ->> 'substitution' as substitution`;

/** `among` narrows the uses `u`. */
export function askedQuestions(
  em: EntityManager,
  among: { sql: string; values: unknown[] } = { sql: 'true', values: [] },
): Promise<AskedQuestion[]> {
  return em.execute<AskedQuestion[]>(
    `select ${questionKey} as key, ${questionParts}, count(*)::int as steps
     from model_use u where ${counts} and ${among.sql}
     group by u.reference, u.question, ${questionKey} order by u.reference, key`,
    among.values,
  );
}

/**
 * The different ones of published versions, older ones too, without looking at every use: from each key in the index to
 * the next one.
 */
export function publishedQuestions(em: EntityManager): Promise<KeyedQuestion[]> {
  const first = (after: string) =>
    `(select question_key, reference, question from model_use
      where version_id is not null ${after} order by question_key limit 1)`;
  return em.execute<KeyedQuestion[]>(
    `with recursive different as (
       ${first('')}
       union all
       select next.* from different, lateral ${first('and question_key > different.question_key')} next)
     select question_key as key, ${questionParts} from different u`,
  );
}

export type Answers = { policy: ModelPolicy; byKey: ReadonlyMap<string, Resolution> };

/** By the policy and the models of this moment, with the resolver of every run. */
export async function answerQuestions(
  em: EntityManager,
  catalogue: Catalogue,
  questions: readonly KeyedQuestion[],
): Promise<Answers> {
  const policy = await loadPolicy(em, catalogue);
  const references = new Set(questions.map(({ reference }) => reference));
  const named = await findNamedAmong(em, catalogue, references, policy);
  return {
    policy,
    byKey: new Map(
      questions.map((question) => [
        question.key,
        resolveCandidates(question, policy, named.get(question.reference) ?? null),
      ]),
    ),
  };
}
