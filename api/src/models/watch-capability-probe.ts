import { v7 as uuid } from 'uuid';
import { requireAdmin } from '../access/actor.ts';
import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { createScrubber } from '../credentials/scrub.ts';
import type { Secret } from '../credentials/secret.ts';
import { watchWork } from '../live/watch-work.ts';
import type { ProviderErrorKind } from '../providers/provider-error.ts';
import { beginLiveCall, endLiveCall, interrupted, readKey } from './begin-live-call.ts';
import { CapabilityEvidence, evidenceFingerprint } from './capability-evidence.ts';
import { findCustomModel } from './find-custom-model.ts';
import type { ModelSetup } from './model-setup.ts';
import { openClient } from './open-client.ts';
import { type Finding, probeCapability } from './probe-capability.ts';
import { readSetup } from './read-setup.ts';
import type { ShownEvidence } from './shown-evidence.ts';
import type { SetupToCall, Tools } from './test-connection.ts';

export type CapabilityProbeEvent = {
  capability: Capability;
  /** Null while it is being probed. */
  shown: ShownEvidence | null;
};

type Input = SetupToCall & { idempotencyKey: string };

/** These are the same for each capability: the first probe that meets one speaks for all. */
const troubleOfAll: ReadonlySet<ProviderErrorKind> = new Set([
  'credentials',
  'quota',
  'unreachable',
  'egress-refused',
  'model-not-found',
]);

/**
 * Finds out by calling what a model can do, one capability after the other. What was found is recorded at once; who leaves
 * ends the call under way, and nothing of it is recorded.
 */
export async function watchCapabilityProbe(
  { services, transact }: Tools,
  input: Input,
  left: AbortSignal,
): Promise<AsyncGenerator<CapabilityProbeEvent, undefined>> {
  const key = readKey(input.idempotencyKey);
  const setup = await transact(async (em, actor) => {
    requireAdmin(actor);
    const saved = input.modelId ? await findCustomModel(em, input.modelId) : null;
    return readSetup(em, services.ring, input.setup, saved);
  });
  const { id, repeated } = await beginLiveCall(transact, 'PROBE', key);
  const recorded = await transact((em) =>
    em.find(CapabilityEvidence, { liveCallId: id }, { orderBy: { id: 'asc' } }),
  );
  if (repeated && recorded.length < capabilityNames.length) throw interrupted();

  const show = (evidence: CapabilityEvidence): CapabilityProbeEvent => ({
    capability: evidence.capability,
    shown: { evidence, contradicts: evidence.contradicts(setup.capabilities), stale: false },
  });
  return watchWork<CapabilityProbeEvent>(
    async (tell, signal) => {
      if (repeated) return recorded.forEach((evidence) => tell(show(evidence)));
      let trouble: Finding | null = null;
      try {
        for (const capability of capabilityNames) {
          tell({ capability, shown: null });
          const started = performance.now();
          const finding: Finding = trouble ?? (await probe(capability, signal));
          if (finding.trouble && troubleOfAll.has(finding.trouble)) trouble = finding;
          const latencyMs = performance.now() - started;
          tell(show(await record(capability, finding, latencyMs)));
        }
      } finally {
        await endLiveCall(transact, id);
      }
    },
    { left },
  );

  async function probe(capability: Capability, signal: AbortSignal): Promise<Finding> {
    const { provider, settings, secrets, providerModelId, reasoningParameter } = setup;
    const credentials = { kind: 'typed', secrets } as const;
    const target = { provider, settings, credentials, providerModelId, reasoningParameter };
    const { scrub } = scrubberFor(setup);
    return probeCapability(await openClient(services, target), capability, { ...setup, scrub }, signal);
  }

  function record(
    capability: Capability,
    { verdict, evidence, providerText }: Finding,
    latencyMs: number,
  ): Promise<CapabilityEvidence> {
    return transact(async (em, actor) => {
      const row = em.create(CapabilityEvidence, {
        id: uuid(),
        organizationId: actor.organizationId,
        fingerprint: evidenceFingerprint(setup, capability),
        modelId: input.modelId ?? null,
        liveCallId: id,
        capability,
        verdict,
        evidence,
        providerText,
        latencyMs,
        requestedBy: actor.name,
        requestedById: actor.id,
      });
      await em.flush();
      return row;
    });
  }
}

function scrubberFor({ secrets }: ModelSetup) {
  return createScrubber(Object.values<Secret | undefined>(secrets).filter((secret) => secret !== undefined));
}
