import type { Substitution } from '@/graphql/generated/graphql';

export const substitutionLabels = {
  NEVER: 'Nobody',
  DEFAULT: 'The organisation default',
  PLATFORM: 'The organisation default, then the platform default',
} as const satisfies Record<Substitution, string>;
