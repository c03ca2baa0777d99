'use client';

import type { Capability } from '@patchbay/schema/capabilities.ts';
import { useState } from 'react';
import { graphql } from '@/graphql/generated';
import type { ModelSetupInput } from '@/graphql/generated/graphql';
import type { Failure } from '@/graphql/outcome';
import { useLiveCall } from '@/graphql/use-live-call';
import { capabilityNamed } from '../capability-enum';
import type { Evidence } from './evidence-fragment';

const Probe = graphql(`
  subscription ProbeCapabilities($setup: ModelSetupInput!, $modelId: ID, $idempotencyKey: String!) {
    capabilityProbe(setup: $setup, modelId: $modelId, idempotencyKey: $idempotencyKey) {
      capability
      evidence {
        ...Evidence
      }
    }
  }
`);

/** By capability; "probing" while it is being found out. */
export type Findings = Readonly<Partial<Record<Capability, Evidence | 'probing'>>>;

export interface CapabilityProbe {
  running: boolean;
  findings: Findings;
  /** What the findings are about; null before there are any. */
  probed: ModelSetupInput | null;
  run(setup: ModelSetupInput, onRefused: (failure: Failure) => void): void;
  stop(): void;
}

/** What was found out before, by capability. */
export function findingsOf(evidence: readonly Evidence[]): Findings {
  return Object.fromEntries(evidence.map((one) => [capabilityNamed[one.capability], one]));
}

/** Finds out what a model can do by asking for it. Toggles are not touched: they stay the admin's. */
export function useCapabilityProbe(
  modelId: string | null,
  known: { findings: Findings; probed: ModelSetupInput | null } = nothingKnown,
): CapabilityProbe {
  const call = useLiveCall(Probe);
  const [probed, setProbed] = useState(known.probed);
  const [findings, setFindings] = useState(known.findings);

  return {
    running: call.running,
    findings: call.running ? findings : withoutPending(findings),
    probed,
    stop: call.stop,
    run(setup, onRefused) {
      setProbed(setup);
      setFindings({});
      call.start((idempotencyKey) => ({ setup, modelId, idempotencyKey }), {
        onEvent({ capabilityProbe: { capability, evidence } }) {
          setFindings((before) => ({ ...before, [capabilityNamed[capability]]: evidence ?? 'probing' }));
        },
        onEnd: (failure) => failure && onRefused(failure),
      });
    },
  };
}

const nothingKnown = { findings: {}, probed: null };

/** What was given up in the middle was not found out. */
function withoutPending(findings: Findings): Findings {
  return Object.fromEntries(Object.entries(findings).filter(([, one]) => one !== 'probing'));
}
