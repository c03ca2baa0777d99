import { capabilityNames, type Capabilities, type Capability } from '@patchbay/schema/capabilities.ts';
import type { ModelSetupInput } from '@/graphql/generated/graphql';
import type { Findings } from './use-capability-probe';

/** Whether a toggle says otherwise than what was found. What is unknown contradicts nothing. */
export function contradicts(finding: Findings[Capability], switchedOn: boolean): boolean {
  if (!finding || finding === 'probing' || finding.verdict === 'UNKNOWN') return false;
  return (finding.verdict === 'YES') !== switchedOn;
}

/** The toggles as the findings would have them; what was not found out stays as it is. */
export function asFound(findings: Findings, now: Capabilities): Capabilities {
  return Object.fromEntries(
    capabilityNames.map((name) => [name, contradicts(findings[name], now[name]) !== now[name]]),
  ) as Capabilities;
}

/** Whether what was found holds for a setup. The toggles and the length of answers do not matter to it. */
export function holdsFor(
  name: Capability,
  { findings, probed }: { findings: Findings; probed: ModelSetupInput | null },
  now: ModelSetupInput,
): boolean {
  const finding = findings[name];
  if (!probed || !finding || (finding !== 'probing' && finding.stale)) return false;
  if (name === 'reasoning' && probed.reasoningParameter !== now.reasoningParameter) return false;
  return keyOf(probed) === keyOf(now);
}

function keyOf({ provider, fields, credentialsFrom, providerModelId }: ModelSetupInput): string {
  return JSON.stringify([provider, fields, credentialsFrom, providerModelId]);
}
