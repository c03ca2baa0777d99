'use client';

import type { CombinedError } from 'urql';
import { Card } from '@/ui/card';
import { ErrorState } from '@/ui/error-state';

interface LoadFailureProps {
  /** What was to be shown: "The members". */
  what: string;
  error: CombinedError;
  onRetry(): void;
}

/** Stands in place of what could not be loaded. */
export function LoadFailure({ what, error, onRetry }: LoadFailureProps) {
  const reason = error.networkError
    ? 'The server could not be reached. Check the connection and try again.'
    : error.graphQLErrors[0]?.message;
  return (
    <Card>
      <ErrorState title={`${what} could not be loaded`} onRetry={onRetry}>
        {reason}
      </ErrorState>
    </Card>
  );
}
