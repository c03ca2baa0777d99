import type { ReasoningParameter } from '@/graphql/generated/graphql';

/** As providers spell them. */
export const reasoningParameterNames = {
  MAX_TOKENS: 'max_tokens',
  EFFORT: 'effort',
} as const satisfies Record<ReasoningParameter, string>;
