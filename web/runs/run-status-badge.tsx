import type { RunStatus } from '@patchbay/schema/run-event.ts';
import { Badge } from '@/ui/badge';

export const runStatusLooks = {
  QUEUED: { label: 'Queued', tone: 'neutral' },
  RUNNING: { label: 'Running', tone: 'accent' },
  WAITING: { label: 'Waiting', tone: 'warning' },
  OVER_BUDGET: { label: 'Over budget', tone: 'danger' },
  SUCCEEDED: { label: 'Succeeded', tone: 'success' },
  FAILED: { label: 'Failed', tone: 'danger' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
} as const satisfies Record<RunStatus, { label: string; tone: string }>;

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { label, tone } = runStatusLooks[status];
  return (
    <Badge tone={tone} dot={status === 'RUNNING' || status === 'QUEUED'}>
      {label}
    </Badge>
  );
}
