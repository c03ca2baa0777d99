'use client';

import { useSubscription } from 'urql';
import { graphql } from '@/graphql/generated';
import type { SelfCheckEventsSubscription } from '@/graphql/generated/graphql';
import { reasonOf } from '@/graphql/reason-of';
import { Badge } from '@/ui/badge';
import { Notice } from '@/ui/notice';
import { Spinner } from '@/ui/spinner';
import { SelfCheckSteps } from './self-check-steps';

const SelfCheckEvents = graphql(`
  subscription SelfCheckEvents($selfCheckId: ID!) {
    selfCheckEvents(selfCheckId: $selfCheckId) {
      selfCheck {
        id
        status
      }
      step {
        position
        name
        passed
        detail
        latencyMs
      }
    }
  }
`);

type Event = SelfCheckEventsSubscription['selfCheckEvents'];

/** Follows one self-check, step by step, as its events arrive. */
export function SelfCheckProgress({ checkId }: { checkId: string }) {
  const [{ data: events = [], error }] = useSubscription(
    { query: SelfCheckEvents, variables: { selfCheckId: checkId } },
    (before: Event[] | undefined, { selfCheckEvents }) => [...(before ?? []), selfCheckEvents],
  );

  const steps = events.map(({ step }) => step).filter((step) => step !== null);
  const status = events.at(-1)?.selfCheck.status ?? 'RUNNING';
  return (
    <div className="flex flex-col gap-3">
      <SelfCheckSteps steps={steps} />
      {error && <Notice tone="danger">The live connection failed. {reasonOf(error)}</Notice>}
      <div role="status" className="flex items-center gap-2 text-sm text-muted">
        {status === 'RUNNING' && !error && (
          <>
            <Spinner /> {steps.length === 0 ? 'Waiting for the first step' : 'Waiting for the next step'}
          </>
        )}
        {status === 'PASSED' && <Badge tone="success">Passed</Badge>}
        {status === 'FAILED' && <Badge tone="danger">Failed</Badge>}
      </div>
    </div>
  );
}
