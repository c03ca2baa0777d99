'use client';

import { useCallback, useEffect } from 'react';
import { useQuery } from 'urql';
import { useStore } from 'zustand';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { toast } from '@/ui/toast';
import { useEditor } from '../canvas/editor-context';
import { holdPins, type Pin } from './pin-store';

const WorkflowPins = graphql(`
  query WorkflowPins($id: ID!) {
    node(id: $id) {
      ... on Workflow {
        id
        pins {
          nodeId
          output
          bytes
          pinnedBy
          pinnedAt
        }
      }
    }
  }
`);

const PinOutput = graphql(`
  mutation PinOutput($workflowId: ID!, $nodeId: String!, $output: JSON, $stepRunId: ID) {
    pinStepOutput(
      input: { workflowId: $workflowId, nodeId: $nodeId, output: $output, stepRunId: $stepRunId }
    ) {
      ... on PinStepOutputPayload {
        workflow {
          id
          pins {
            nodeId
            output
            bytes
            pinnedBy
            pinnedAt
          }
        }
      }
      ...Failure
    }
  }
`);

const UnpinOutput = graphql(`
  mutation UnpinOutput($workflowId: ID!, $nodeId: String!) {
    unpinStepOutput(input: { workflowId: $workflowId, nodeId: $nodeId }) {
      ... on UnpinStepOutputPayload {
        workflow {
          id
          pins {
            nodeId
            output
            bytes
            pinnedBy
            pinnedAt
          }
        }
      }
      ...Failure
    }
  }
`);

/** Keeps the editor's pins as the server has them. Once in an editor. */
export function usePinFeed(): void {
  const { workflowId, pins } = useEditor();
  const [{ data }] = useQuery({
    query: WorkflowPins,
    variables: { id: workflowId },
    requestPolicy: 'cache-and-network',
  });
  useEffect(() => {
    if (data?.node && 'pins' in data.node) holdPins(pins, data.node.pins);
  }, [data, pins]);
}

export function usePin(nodeId: string): Pin | undefined {
  return useStore(useEditor().pins, ({ pins }) => pins[nodeId]);
}

type Chosen = { output: unknown } | { stepRunId: string };

/** Pins an output to a step, and takes it away again. Pinning answers with what went wrong. */
export function usePinning(nodeId: string) {
  const { workflowId, pins, autosave } = useEditor();
  const [pinOutput, pinning] = useDeed(PinOutput);
  const [unpinOutput, unpinning] = useDeed(UnpinOutput);

  const pin = useCallback(
    async (chosen: Chosen): Promise<string | null> => {
      // The server pins to steps of the draft as it knows it.
      if (!(await autosave.flush())) return 'The draft is not saved yet. Save it first.';
      const outcome = await pinOutput({ workflowId, nodeId, ...chosen });
      if (!outcome.ok) return outcome.message;
      holdPins(pins, outcome.data.workflow.pins);
      return null;
    },
    [autosave, pinOutput, pins, workflowId, nodeId],
  );

  const unpin = useCallback(async () => {
    const outcome = await unpinOutput({ workflowId, nodeId });
    if (outcome.ok) holdPins(pins, outcome.data.workflow.pins);
    else toast.error('Not unpinned', outcome.message);
  }, [unpinOutput, pins, workflowId, nodeId]);

  return { pin, unpin, pending: pinning || unpinning };
}
