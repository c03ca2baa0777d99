'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';

export const WorkflowsNeedingAttention = graphql(`
  query WorkflowsNeedingAttention($after: String) {
    organization {
      id
      workflowsNeedingAttention(first: 20, after: $after) {
        totalCount
        nodes {
          id
          name
          project {
            id
            name
            viewerRole
          }
          liveVersion {
            id
            number
          }
          attention {
            ...Attention
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** How many workflows need attention; none while nobody knows. */
export function useAttentionCount(): number {
  // The first page of the list, which is what most look at next.
  const [{ data }] = useQuery({
    query: WorkflowsNeedingAttention,
    variables: { after: null },
    requestPolicy: 'cache-and-network',
  });
  return data?.organization.workflowsNeedingAttention.totalCount ?? 0;
}
