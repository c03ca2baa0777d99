'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { useWhileSeen } from '../list/use-while-seen';

const InnerStep = graphql(`
  query InnerStep($runId: ID!, $path: String!) {
    run(id: $runId) {
      id
      step(path: $path) {
        name
        ...LiveStepRun
      }
    }
  }
`);

/** A step inside of another: no event tells of it. */
export function useInnerStep(runId: string, path: string, wanted: boolean, goesOn: boolean) {
  const [{ data, fetching }, ask] = useQuery({
    query: InnerStep,
    variables: { runId, path },
    pause: !wanted,
    requestPolicy: 'cache-and-network',
  });
  const step = wanted ? data?.run?.step : null;
  useWhileSeen(wanted && goesOn ? 2_000 : null, () => ask({ requestPolicy: 'network-only' }));
  return { step: step?.path === path ? step : undefined, isThere: step !== null || fetching };
}
