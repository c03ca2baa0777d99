'use client';

import { useState } from 'react';
import { graphql } from '@/graphql/generated';
import type { WatchConnectionTestSubscription } from '@/graphql/generated/graphql';
import type { Failure } from '@/graphql/outcome';
import { useLiveCall } from '@/graphql/use-live-call';
import type { Setup } from './model-form-values';

const Watch = graphql(`
  subscription WatchConnectionTest($setup: ModelSetupInput!, $modelId: ID, $idempotencyKey: String!) {
    connectionTest(setup: $setup, modelId: $modelId, idempotencyKey: $idempotencyKey) {
      stage
      detail
      elapsedMs
      test {
        id
        passed
        message
        errorKind
        cause
        fix
        httpStatus
        latencyMs
        suggestedPrice {
          inputCost
          outputCost
          source
        }
      }
    }
  }
`);

export type TestEvent = WatchConnectionTestSubscription['connectionTest'];
export type TestResult = NonNullable<TestEvent['test']>;

export interface ConnectionTest {
  state: 'untested' | 'running' | 'stopped' | 'done';
  /** What it has done so far, or did. */
  stages: readonly TestEvent[];
  result: TestResult | null;
  /** What was tested: a pass is for exactly this. */
  tested: Setup | null;
  run(setup: Setup, on: { result(result: TestResult): void; refused(failure: Failure): void }): void;
  stop(): void;
}

/** Tests a setup and tells of it while it happens. It ends when it is stopped, begun anew, or nobody looks any more. */
export function useConnectionTest(modelId: string | null): ConnectionTest {
  const call = useLiveCall(Watch);
  const [tested, setTested] = useState<Setup | null>(null);
  const [events, setEvents] = useState<readonly TestEvent[]>([]);
  const result = events.findLast(({ test }) => test !== null)?.test ?? null;

  return {
    state: stateOf(call.running, tested !== null, result !== null),
    stages: events.filter(({ stage }) => stage !== 'DONE'),
    result,
    tested,
    stop: call.stop,
    run(setup, on) {
      setTested(setup);
      setEvents([]);
      call.start((idempotencyKey) => ({ setup, modelId, idempotencyKey }), {
        onEvent({ connectionTest: event }) {
          setEvents((before) => [...before, event]);
          if (event.test) on.result(event.test);
        },
        onEnd(failure) {
          if (!failure) return;
          setTested(null);
          on.refused(failure);
        },
      });
    },
  };
}

function stateOf(running: boolean, begun: boolean, ended: boolean): ConnectionTest['state'] {
  if (running) return 'running';
  if (ended) return 'done';
  return begun ? 'stopped' : 'untested';
}
