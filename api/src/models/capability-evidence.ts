import { createHash } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import type { Capabilities, Capability, ReasoningParameter } from '@patchbay/schema/capabilities.ts';

/**
 * Evidence   what a live probe showed of one capability. The toggle of the model stays what its admin says; evidence can
 *            only contradict it.
 * Verdict    NO only where the provider says so or its answer proves it; trouble on the way is UNKNOWN
 */
export const verdicts = {
  YES: 'It was used, and it worked.',
  NO: 'The provider says that it is not supported, or its answer proves it.',
  UNKNOWN: 'Nothing was proved, as when the provider could not be reached.',
} as const;

export type Verdict = keyof typeof verdicts;

const schema = defineEntity({
  name: 'CapabilityEvidence',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Of what was probed. */
    fingerprint: p.text(),
    /** The saved model that was probed, or that was added after the probe. */
    modelId: p.uuid().nullable(),
    liveCallId: p.uuid(),
    capability: p.text().$type<Capability>(),
    verdict: p.text().$type<Verdict>(),
    /** One sentence. */
    evidence: p.text(),
    /** What the provider said, without secrets. */
    providerText: p.text().nullable(),
    latencyMs: p.double().$type<number>(),
    requestedBy: p.text(),
    requestedById: p.uuid(),
    at: p.datetime().onCreate(() => new Date()),
  },
});

export class CapabilityEvidence extends schema.class {
  contradicts(toggles: Capabilities): boolean {
    return this.verdict !== 'UNKNOWN' && (this.verdict === 'YES') !== toggles[this.capability];
  }
}
schema.setClass(CapabilityEvidence);

type Probed = {
  provider: string;
  settings: Record<string, string>;
  providerModelId: string;
  reasoningParameter: ReasoningParameter;
};

/**
 * Says whether evidence is of what is saved now. Neither keys nor toggles count: another key reaches the same model, and a
 * toggle that follows the evidence must not make it stale.
 */
export function evidenceFingerprint(
  { provider, settings, providerModelId, reasoningParameter }: Probed,
  capability: Capability,
): string {
  const sorted = Object.entries(settings).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const probed = [provider, sorted, providerModelId, capability === 'reasoning' ? reasoningParameter : null];
  return createHash('sha256').update(JSON.stringify(probed)).digest('base64url');
}
