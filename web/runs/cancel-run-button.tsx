'use client';

import { CircleStop } from 'lucide-react';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toast';

const Cancel = graphql(`
  mutation CancelRun($runId: ID!) {
    cancelRun(input: { runId: $runId }) {
      ... on CancelRunPayload {
        run {
          id
          status
        }
      }
      ...Failure
    }
  }
`);

export function CancelRunButton({ runId }: { runId: string }) {
  const [cancel, pending] = useDeed(Cancel);
  return (
    <Button
      icon={<CircleStop />}
      pending={pending}
      onClick={async () => {
        const outcome = await cancel({ runId });
        if (!outcome.ok) toast.error('Not cancelled', outcome.message);
      }}
    >
      Cancel
    </Button>
  );
}
