import type { Capability } from '@patchbay/schema/capabilities.ts';
import { Braces, Brain, Eye, Wrench, type LucideIcon } from 'lucide-react';

export const capabilityIcons = {
  jsonMode: Braces,
  vision: Eye,
  toolUse: Wrench,
  reasoning: Brain,
} satisfies Record<Capability, LucideIcon>;
