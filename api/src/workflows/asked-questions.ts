// What all steps ask of their models. A thousand steps mostly ask a few questions, so each is answered once.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findNamedAmong, loadPolicy } from '../model-policy/load-policy.ts';
import type { ModelPolicy } from '../model-policy/policy.ts';
import { type Question, type Resolution, resolveCandidates } from '../model-policy/resolve-candidates.ts';
import type { EntityManager } from '../orm.ts';

/** `key` names the question in the rows that ask it. */
export type AskedQuestion = Question & { key: string; steps: number };

/** Uses count in drafts and live versions of active workflows. */
export const activeUses = `model_use u
  join workflow w on w.organization_id = u.organization_id and w.id = u.workflow_id and w.archived_at is null
    and (u.version_id is null or u.version_id = w.live_version_id)`;

/** Names a question in SQL. */
export const questionKey = `md5(u.reference || ' ' || u.question::text)`;

/** `among` narrows the uses, in terms of `u` and `w`. */
export function askedQuestions(
  em: EntityManager,
  among: { sql: string; values: unknown[] } = { sql: 'true', values: [] },
): Promise<AskedQuestion[]> {
  return em
    .execute<(Omit<Question, 'reference'> & { key: string; reference: string; steps: number })[]>(
      `select ${questionKey} as key, u.reference, u.question -> 'requirements' as requirements,
         u.question ->> 'onMissingCapability' as "onMissingCapability", u.question ->> 'substitution' as substitution,
         count(*)::int as steps
       from ${activeUses} where ${among.sql}
       group by u.reference, u.question order by u.reference, key`,
      among.values,
    )
    .then((rows) => rows.map((row) => ({ ...row })));
}

export type Answers = { policy: ModelPolicy; byKey: ReadonlyMap<string, Resolution> };

/** By the policy and the models of this moment, with the resolver of every run. */
export async function answerQuestions(
  em: EntityManager,
  catalogue: Catalogue,
  questions: readonly AskedQuestion[],
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
