'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';

const AttentionCount = graphql(`
  query AttentionCount {
    organization {
      id
      workflowsNeedingAttention {
        totalCount
      }
    }
  }
`);

/** How many workflows need attention; none while nobody knows. */
export function useAttentionCount(): number {
  const [{ data }] = useQuery({ query: AttentionCount, requestPolicy: 'cache-and-network' });
  return data?.organization.workflowsNeedingAttention.totalCount ?? 0;
}
