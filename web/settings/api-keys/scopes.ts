import type { ApiKeyScope } from '@/graphql/generated/graphql';

export const scopeLabels = { READ: 'Read', WRITE: 'Write', RUN: 'Run' } satisfies Record<ApiKeyScope, string>;

export const scopeHints = {
  READ: 'See everything within its reach.',
  WRITE: 'Create and change things.',
  RUN: 'Start and cancel runs.',
} satisfies Record<ApiKeyScope, string>;
