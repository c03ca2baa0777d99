// Which model really answers, and why. It knows no database: it is told the policy and the models, so that settings,
// pickers, previews and runs all ask the same function.
import {
  type Capability,
  type IneligibilityReason,
  judgeEligibility,
  type OnMissingCapability,
  type Requirement,
} from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { factsOf, type Model } from '../models/model.ts';
import type { ModelPolicy } from './policy.ts';

/**
 * Question     a step's model reference, and what the step needs of whoever answers
 * Candidate    a model that may answer, and why it stands where it stands
 * Refused      a model that the order would have led to, and why it may not
 * Resolution   the candidates in the order in which they are tried, and the refused ones, so that nothing is silent
 */
export type Question = {
  reference: string;
  requirements: readonly Requirement[];
  onMissingCapability: OnMissingCapability;
  /** Whether the step lets another model answer in place of its own. */
  substitution: 'allow' | 'never';
};

export const places = ['REFERENCE', 'DEFAULT', 'FALLBACK', 'SUBSTITUTE', 'PLATFORM'] as const;
export type Place = (typeof places)[number];

export type Candidate = {
  /** In the whole order, refused ones included: 1 is asked first. */
  position: number;
  place: Place;
  model: Model;
  /** Why it is a candidate, as the receipt shows it. */
  reason: string;
  /** What the step does without, because it allows that. */
  degraded: Capability[];
};

export type Refused = {
  position: number;
  place: Place;
  reference: string;
  model: Model | null;
  reasons: Refusal[];
};

export type Refusal = Omit<IneligibilityReason, 'code'> & {
  code: IneligibilityReason['code'] | 'unknown' | 'no-substitution';
};

export type Resolution = {
  candidates: Candidate[];
  refused: Refused[];
  /** Whether a candidate whose credentials are refused may be followed by the next. */
  substitution: boolean;
};

/** The model that a reference names, past its alias. */
export function targetOf(reference: string, policy: Pick<ModelPolicy, 'aliases'>): string {
  return policy.aliases.get(reference) ?? reference;
}

/** `named` is the model that the question's reference leads to; null where there is none, or where it is "default". */
export function resolveCandidates(question: Question, policy: ModelPolicy, named: Model | null): Resolution {
  const substitution = policy.substitution !== 'NEVER' && question.substitution === 'allow';
  const resolution: Resolution = { candidates: [], refused: [], substitution };
  let closed = false;

  for (const [index, entry] of orderOf(question, policy, named).entries()) {
    const { place, reference, model, reason } = entry;
    const position = index + 1;
    const refuse = (reasons: Refusal[]) =>
      resolution.refused.push({ position, place, reference, model, reasons });

    if (closed || (!substitution && standsIn(place))) {
      refuse([noSubstitution(question)]);
      continue;
    }
    if (!model) {
      refuse([unknown(reference)]);
      closed = !substitution;
      continue;
    }
    const facts = factsOf(model, { exclusive: policy.exclusive });
    const verdict = judgeEligibility(facts, question.requirements, question.onMissingCapability);
    if (verdict.eligible) {
      resolution.candidates.push({ position, place, model, reason, degraded: verdict.degraded });
    } else {
      refuse(verdict.reasons);
      // What only lacks a capability may be followed by the fallback; what is not to be used at all is not replaced unasked.
      const first = place === 'REFERENCE' || place === 'DEFAULT';
      closed ||= first && !substitution && verdict.reasons.some(({ code }) => code !== 'lacks-capability');
    }
  }
  return resolution;
}

type Entry = { place: Place; reference: string; model: Model | null; reason: string };

/** Everybody who could come into question, each model once. */
function orderOf({ reference }: Question, policy: ModelPolicy, named: Model | null): Entry[] {
  const { origin, fallback, platformDefault } = policy;
  const whose = origin.kind === 'inherited' ? `, inherited from ${origin.organizationName}` : '';
  const first: Entry =
    reference === defaultReference
      ? entry('DEFAULT', policy.default, `It is the organization default${whose}.`)
      : {
          place: 'REFERENCE',
          reference: targetOf(reference, policy),
          model: named,
          reason: chosen(reference, policy),
        };
  const order: Entry[] = [
    first,
    ...(fallback ? [entry('FALLBACK', fallback, `It is the organization's fallback${whose}.`)] : []),
    entry(
      'SUBSTITUTE',
      policy.default,
      `It is the organization default${whose}, which may answer for another model.`,
    ),
    ...(policy.substitution === 'PLATFORM'
      ? [entry('PLATFORM', platformDefault, "It is the platform's default, the organization's safety net.")]
      : []),
  ];
  return order.filter(
    ({ model }, index) =>
      index === 0 || !order.slice(0, index).some((before) => before.model?.id === model?.id),
  );
}

const entry = (place: Place, model: Model, reason: string): Entry => ({
  place,
  reference: model.reference,
  model,
  reason,
});

function chosen(reference: string, { aliases }: ModelPolicy): string {
  return aliases.has(reference) ? `The step names it by the alias "${reference}".` : 'The step names it.';
}

/** Answers in place of the step's own choice, rather than behind it. */
const standsIn = (place: Place) => place === 'SUBSTITUTE' || place === 'PLATFORM';

function unknown(reference: string): Refusal {
  return {
    code: 'unknown',
    message: `There is no model "${reference}" in this organization.`,
    fix: 'Choose another model, or add one under this slug.',
  };
}

function noSubstitution({ substitution }: Question): Refusal {
  return substitution === 'never'
    ? {
        code: 'no-substitution',
        message: 'The step lets no other model answer in place of its own.',
        fix: 'Allow it in the step, or repair its own model.',
      }
    : {
        code: 'no-substitution',
        message: 'The organization lets no other model answer in place of one that cannot be used.',
        fix: 'Repair the model that is named, or let an admin allow substitution under Settings > Models.',
      };
}
