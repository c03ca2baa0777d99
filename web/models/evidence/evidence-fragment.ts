import { graphql } from '@/graphql/generated';
import type { EvidenceFragment } from '@/graphql/generated/graphql';

/** What a probe found out about one capability. Found by its name in documents: `...Evidence`. */
export const EvidenceFields = graphql(`
  fragment Evidence on CapabilityEvidence {
    capability
    verdict
    evidence
    providerText
    latencyMs
    at
    requestedBy
    contradicts
    stale
  }
`);

export type Evidence = EvidenceFragment;
