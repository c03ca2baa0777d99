'use client';

import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useStore } from 'zustand';
import { graphql } from '@/graphql/generated';
import { useEditor } from '../canvas/editor-context';
import type { Attention } from './attention-fragment';

const AttentionOfWorkflow = graphql(`
  query AttentionOfWorkflow($id: ID!) {
    node(id: $id) {
      ... on Workflow {
        id
        attention {
          ...Attention
        }
      }
    }
  }
`);

/** Keeps what has changed behind the back of the live version as the server knows it. Once in an editor. */
export function useAttentionFeed(): void {
  const { workflowId, attention } = useEditor();
  const [{ data }] = useQuery({
    query: AttentionOfWorkflow,
    variables: { id: workflowId },
    requestPolicy: 'cache-and-network',
  });
  useEffect(() => {
    if (!data?.node || !('attention' in data.node)) return;
    const steps = Object.fromEntries(data.node.attention.map((step) => [step.nodeId, step]));
    attention.setState({ steps });
  }, [data, attention]);
}

export function useAttention(nodeId: string): Attention | undefined {
  return useStore(useEditor().attention, ({ steps }) => steps[nodeId]);
}
