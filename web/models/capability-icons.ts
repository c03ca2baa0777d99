import type { Capability } from '@patchbay/schema/capabilities.ts';
import { Braces, Brain, Eye, Wrench, type LucideIcon } from 'lucide-react';

export const capabilityIcons = {
  jsonMode: Braces,
  vision: Eye,
  toolUse: Wrench,
  reasoning: Brain,
} satisfies Record<Capability, LucideIcon>;

/** Where there is no room for the whole name. */
export const capabilityShortNames = {
  jsonMode: 'JSON',
  vision: 'Vision',
  toolUse: 'Tools',
  reasoning: 'Reasoning',
} as const satisfies Record<Capability, string>;
