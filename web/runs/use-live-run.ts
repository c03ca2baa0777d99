'use client';

import { useEffect } from 'react';
import { useClient } from 'urql';
import { graphql } from '@/graphql/generated';
import { noRun, type RunStore, withEvent } from './run-store';

const LiveRunEvents = graphql(`
  subscription LiveRunEvents($runId: ID!) {
    runEvents(runId: $runId) {
      ... on RunChanged {
        run {
          id
          status
          startedAt
          finishedAt
          queuePosition
          onlyStep {
            nodeId
            name
          }
          output
          error {
            code
            message
            fix
            nodeId
          }
        }
      }
      ... on RunStepChanged {
        step {
          ...LiveStepRun
        }
      }
      ... on RunTextAdded {
        stepPath
        offset
        text
        startsOver
      }
    }
  }
`);

// Found by its name in the documents above.
graphql(`
  fragment LiveStepRun on StepRun {
    id
    path
    nodeId
    kind
    status
    origin
    sourceRunId
    calls {
      name
      arguments
      result
      failed
      milliseconds
    }
    output
    partial
    items {
      total
      done
      failed
    }
    sent {
      system {
        text
        characters
      }
      user {
        text
        characters
      }
      files {
        name
        mediaType
      }
    }
    priceDifference
    startedAt
    finishedAt
    error {
      code
      message
      fix
      nodeId
    }
    attempts {
      id
      position
      reference
      reason
      provider
      modelSlug
      providerModelId
      outcome
      said
      discarded
      startedAt
      firstTokenAt
      finishedAt
      inputTokens
      cachedTokens
      outputTokens
      reasoningTokens
      cost
      error {
        code
        message
        fix
        nodeId
      }
    }
  }
`);

/** Follows one run into a store, from how it stands now to its end. Another run empties the store first. */
export function useLiveRun(runId: string | null, store: RunStore): void {
  const client = useClient();
  useEffect(() => {
    store.setState(noRun, true);
    if (runId === null) return;
    const { unsubscribe } = client.subscription(LiveRunEvents, { runId }).subscribe(({ data, error }) => {
      if (data) store.setState((state) => withEvent(state, data.runEvents), true);
      if (error) store.setState({ lost: error.graphQLErrors[0]?.message ?? 'The live connection failed.' });
    });
    return unsubscribe;
  }, [client, runId, store]);
}
