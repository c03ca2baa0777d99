import type { Capability as CapabilityName } from '@patchbay/schema/capabilities.ts';
import type { Capability } from '@/graphql/generated/graphql';

/** What GraphQL calls a capability, in the words of everything else. */
export const capabilityNamed = {
  JSON_MODE: 'jsonMode',
  VISION: 'vision',
  TOOL_USE: 'toolUse',
  REASONING: 'reasoning',
} as const satisfies Record<Capability, CapabilityName>;

export const enumOfCapability = {
  jsonMode: 'JSON_MODE',
  vision: 'VISION',
  toolUse: 'TOOL_USE',
  reasoning: 'REASONING',
} as const satisfies Record<CapabilityName, Capability>;
