import { capabilities } from '@patchbay/schema/capabilities.ts';
import type {
  Capability,
  ModelHealth,
  ModelOrder,
  ModelStatus,
  ModelType,
} from '@/graphql/generated/graphql';

// What the values of the API are called on the page: a new one fails type checking until it has its word.

export const typeWords = {
  PLATFORM: 'Platform',
  CUSTOM: 'Custom',
} as const satisfies Record<ModelType, string>;

export const capabilityWords = {
  JSON_MODE: capabilities.jsonMode.label,
  VISION: capabilities.vision.label,
  TOOL_USE: capabilities.toolUse.label,
  REASONING: capabilities.reasoning.label,
} satisfies Record<Capability, string>;

export const statusWords = {
  ACTIVE: 'Active',
  INACTIVE: 'Switched off',
  UNCONFIGURED: 'Not configured',
  DELETED: 'Deleted',
} as const satisfies Record<ModelStatus, string>;

export const healthWords = {
  PASSED: 'Passed',
  FAILED: 'Failed',
  NEVER: 'Never tested',
} as const satisfies Record<ModelHealth, string>;

/** What an order is called each way. */
export const orderWords = {
  NAME: ['Name, A to Z', 'Name, Z to A'],
  CREATED: ['Oldest first', 'Newest first'],
  LAST_TESTED: ['Longest untested first', 'Last tested first'],
} as const satisfies Record<ModelOrder, readonly [ascending: string, descending: string]>;
