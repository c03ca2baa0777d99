import { graphql } from '@/graphql/generated';
import type { EvidenceFragment } from '@/graphql/generated/graphql';

// Found by its name in other documents.
graphql(`
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

/** What a probe found out about one capability. */
export type Evidence = EvidenceFragment;
