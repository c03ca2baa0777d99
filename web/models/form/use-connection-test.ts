'use client';

import { useEffect, useRef, useState } from 'react';
import { createRequest, makeOperation, useClient } from 'urql';
import { pipe, subscribe } from 'wonka';
import { graphql } from '@/graphql/generated';
import type { ModelSetupInput, TestModelConnectionMutation } from '@/graphql/generated/graphql';
import { outcomeOf, type Failure } from '@/graphql/outcome';

const Test = graphql(`
  mutation TestModelConnection($input: TestModelConnectionInput!) {
    testModelConnection(input: $input) {
      ... on TestModelConnectionPayload {
        test {
          id
          passed
          message
          cause
          fix
          httpStatus
          latencyMs
        }
      }
      ...Failure
    }
  }
`);

type Payload = Extract<TestModelConnectionMutation['testModelConnection'], { test: unknown }>;

export interface ConnectionTest {
  /** Undefined until one was made of just this setup. */
  result: Payload['test'] | undefined;
  passed: boolean;
  running: boolean;
  /** Calls back with what was wrong with the input, if anything was. */
  run(onRefused: (failure: Failure) => void): void;
}

/**
 * A pass holds for exactly what was tested: once anything in the setup changes, it is gone, and comes back with it. A
 * test that is under way when the form closes, or when another is begun, is given up: the call to the model ends, too.
 */
export function useConnectionTest(setup: ModelSetupInput, modelId: string | null): ConnectionTest {
  const client = useClient();
  const [tested, setTested] = useState<{ setup: string; result: Payload['test'] }>();
  const [running, setRunning] = useState(false);
  const giveUp = useRef(() => {});
  useEffect(() => () => giveUp.current(), []);

  const now = JSON.stringify(setup);
  const result = tested?.setup === now ? tested.result : undefined;
  return {
    result,
    passed: result?.passed ?? false,
    running,
    run(onRefused) {
      giveUp.current();
      setTested(undefined);
      setRunning(true);
      const operation = client.createRequestOperation(
        'mutation',
        createRequest(Test, { input: { setup, modelId } }),
      );
      const { unsubscribe } = pipe(
        client.executeRequestOperation(operation),
        subscribe(({ data, error }) => {
          setRunning(false);
          const outcome = outcomeOf(data?.testModelConnection, error);
          if (outcome.ok) setTested({ setup: now, result: outcome.data.test });
          else onRefused(outcome);
        }),
      );
      giveUp.current = () => {
        unsubscribe();
        // To stop listening to a mutation does not end its request; this does.
        client.reexecuteOperation(makeOperation('teardown', operation, operation.context));
      };
    },
  };
}
