'use client';

import { useState } from 'react';
import { graphql } from '@/graphql/generated';
import type { TryModelInput } from '@/graphql/generated/graphql';
import { useLiveCall } from '@/graphql/use-live-call';
import { newTrial, type Trial, withEvent } from './trial-state';

const TryModel = graphql(`
  subscription TryModel($input: TryModelInput!) {
    tryModel(input: $input) {
      ... on TrialTextAdded {
        text
      }
      ... on TrialReasoningAdded {
        thought: text
      }
      ... on TrialToolCalled {
        name
        arguments
      }
      ... on TrialEnded {
        object
        finishReason
        repeated
        error {
          code
          message
          fix
        }
        attempt {
          id
          provider
          providerModelId
          outcome
          inputTokens
          cachedTokens
          outputTokens
          reasoningTokens
          cost
          latencyMs
          firstTokenMs
        }
      }
    }
  }
`);

export type TrialInput = Omit<TryModelInput, 'idempotencyKey'>;

/** Asks the model, and follows its answer. Asking again begins anew. */
export function useTrial() {
  const call = useLiveCall(TryModel);
  const [trial, setTrial] = useState<Trial | null>(null);
  return {
    trial,
    running: call.running,
    stop: call.stop,
    ask(input: TrialInput) {
      setTrial(newTrial);
      call.start((idempotencyKey) => ({ input: { ...input, idempotencyKey } }), {
        onEvent: ({ tryModel }) => setTrial((before) => withEvent(before ?? newTrial, tryModel)),
        onEnd: (failure) => failure && setTrial((before) => ({ ...(before ?? newTrial), failure })),
      });
    },
  };
}
