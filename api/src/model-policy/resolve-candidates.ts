import {
  type Capability,
  type IneligibilityReason,
  judgeEligibility,
  type OnMissingCapability,
  type Requirement,
} from '@patchbay/schema/capabilities.ts';
import { factsOf, type Model } from '../models/model.ts';

/**
 * Candidate    a model that may answer a step, and why it stands where it stands
 * Refused      a model that the order would have led to, and why it may not
 * Resolution   the candidates in the order in which they are tried, and the refused ones, so that nothing is silent
 */
type Place = 'reference' | 'platform-default';

export type Candidate = {
  model: Model;
  place: Place;
  /** Why it is a candidate, as the receipt shows it. */
  reason: string;
  /** What the step does without, because it allows that. */
  degraded: Capability[];
};

export type Refused = { reference: string; place: Place; reasons: Refusal[] };
export type Refusal = Omit<IneligibilityReason, 'code'> & { code: IneligibilityReason['code'] | 'unknown' };

export type Resolution = { candidates: Candidate[]; refused: Refused[] };

/** A place in the order; the model is null where nothing has this reference. */
export type Considered = { reference: string; place: Place; model: Model | null };

const reasons = {
  reference: 'The step names it.',
  'platform-default': "It is the platform's default, which this organization uses.",
} satisfies Record<Place, string>;

export function resolveCandidates(
  considered: readonly Considered[],
  requirements: readonly Requirement[],
  onMissingCapability: OnMissingCapability,
): Resolution {
  const resolution: Resolution = { candidates: [], refused: [] };
  for (const { reference, place, model } of considered) {
    if (!model) {
      resolution.refused.push({ reference, place, reasons: [unknown(reference)] });
      continue;
    }
    const verdict = judgeEligibility(factsOf(model), requirements, onMissingCapability);
    if (verdict.eligible) {
      resolution.candidates.push({ model, place, reason: reasons[place], degraded: verdict.degraded });
    } else {
      resolution.refused.push({ reference, place, reasons: verdict.reasons });
    }
  }
  return resolution;
}

function unknown(reference: string): Refusal {
  return {
    code: 'unknown',
    message: `There is no model "${reference}" in this organization.`,
    fix: 'Choose another model, or add one under this slug.',
  };
}
