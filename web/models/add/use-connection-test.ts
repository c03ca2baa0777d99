'use client';

import { useState } from 'react';
import { graphql } from '@/graphql/generated';
import type { ModelSetupInput, TestModelConnectionMutation } from '@/graphql/generated/graphql';
import type { Failure } from '@/graphql/outcome';
import { useDeed } from '@/graphql/use-deed';

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
  /** Answers with what was wrong with the input, if anything was. */
  run(): Promise<Failure | null>;
}

/** A pass holds for exactly what was tested: once anything in the setup changes, it is gone, and comes back with it. */
export function useConnectionTest(setup: ModelSetupInput): ConnectionTest {
  const [test, running] = useDeed(Test);
  const [tested, setTested] = useState<{ setup: string; result: Payload['test'] }>();
  const now = JSON.stringify(setup);
  const result = tested?.setup === now ? tested.result : undefined;
  return {
    result,
    passed: result?.passed ?? false,
    running,
    async run() {
      setTested(undefined);
      const outcome = await test({ input: { setup } });
      if (!outcome.ok) return outcome;
      setTested({ setup: now, result: outcome.data.test });
      return null;
    },
  };
}
