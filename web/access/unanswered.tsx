import type { Failure } from '@/graphql/outcome';
import { Button } from '@/ui/button';
import { AccessCard } from './access-card';

export const isUnanswered = ({ code }: Failure) => code === 'UNREACHABLE' || code === 'UNAVAILABLE';

/** In place of a link's page where the server gave no answer: nothing is known of the link then. */
export function Unanswered({ onRetry }: { onRetry(): void }) {
  return (
    <AccessCard title="The server gave no answer">
      <p role="alert" className="text-sm text-muted">
        Whether your link works is not known yet. Check the connection and try again.
      </p>
      <Button variant="primary" onClick={onRetry}>
        Try again
      </Button>
    </AccessCard>
  );
}
