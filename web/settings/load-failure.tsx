'use client';

import type { CombinedError } from 'urql';
import { reasonOf } from '@/graphql/reason-of';
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
  return (
    <Card>
      <ErrorState title={`${what} could not be loaded`} onRetry={onRetry}>
        {reasonOf(error)}
      </ErrorState>
    </Card>
  );
}
