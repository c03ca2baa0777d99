'use client';

import { RotateCcw } from 'lucide-react';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toast';

const Retry = graphql(`
  mutation RetryRun($runId: ID!) {
    retryRun(input: { runId: $runId }) {
      ... on RetryRunPayload {
        run {
          id
          status
          finishedAt
          error {
            code
            message
            fix
            nodeId
          }
        }
      }
      ...Failure
    }
  }
`);

interface RetryButtonProps {
  runId: string;
  /** It ended by itself, not by somebody. */
  failed: boolean;
  onGoesOn(): void;
}

/** The run goes on: what was done is not done again. */
export function RetryButton({ runId, failed, onGoesOn }: RetryButtonProps) {
  const [retry, pending] = useDeed(Retry);
  return (
    <Button
      icon={<RotateCcw />}
      pending={pending}
      onClick={async () => {
        const outcome = await retry({ runId });
        if (!outcome.ok) return toast.error('Not retried', outcome.message);
        onGoesOn();
      }}
    >
      {failed ? 'Retry from the failed step' : 'Go on from where it was cancelled'}
    </Button>
  );
}
