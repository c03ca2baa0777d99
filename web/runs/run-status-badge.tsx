import type { RunStatus } from '@patchbay/schema/run-event.ts';
import { Badge } from '@/ui/badge';

/** In the order in which they stand on each other in the strip, from its ground: what failed is compared best. */
export const runStatusLooks = {
  FAILED: { label: 'Failed', tone: 'danger', fill: 'bg-danger' },
  OVER_BUDGET: { label: 'Over budget', tone: 'danger', fill: 'bg-danger/60' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral', fill: 'bg-edge' },
  SUCCEEDED: { label: 'Succeeded', tone: 'success', fill: 'bg-success' },
  RUNNING: { label: 'Running', tone: 'accent', fill: 'bg-accent' },
  WAITING: { label: 'Waiting', tone: 'warning', fill: 'bg-warning' },
  QUEUED: { label: 'Queued', tone: 'neutral', fill: 'bg-muted' },
} as const satisfies Record<RunStatus, { label: string; tone: string; fill: string }>;

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { label, tone } = runStatusLooks[status];
  return (
    <Badge tone={tone} dot={status === 'RUNNING' || status === 'QUEUED'}>
      {label}
    </Badge>
  );
}
