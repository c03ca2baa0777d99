import { Link } from '@/ui/link';
import { RelativeTime } from '@/ui/relative-time';
import type { Column } from '@/ui/table';
import { duration } from './duration';
import type { Run } from './run-list';
import { RunStatusBadge } from './run-status-badge';

export function runColumns(slug: string): readonly Column<Run>[] {
  return [
    { header: 'Status', cell: ({ status }) => <RunStatusBadge status={status} /> },
    {
      header: 'Workflow',
      cell: ({ id, workflow }) => (
        <Link
          href={`/${slug}/runs/${encodeURIComponent(id)}`}
          className="row-link font-medium underline-offset-2 hover:underline"
        >
          {workflow.name}
        </Link>
      ),
    },
    {
      header: 'Version',
      cell: ({ versionNumber, onlyStep }) =>
        versionNumber ?? <span className="text-muted">{onlyStep ? `Step: ${onlyStep.name}` : 'Draft'}</span>,
    },
    { header: 'Started', cell: ({ createdAt }) => <RelativeTime value={createdAt} /> },
    {
      header: 'Duration',
      cell: ({ startedAt, finishedAt }) => (
        <span className="tabular-nums">
          {startedAt && finishedAt ? (
            duration(startedAt, finishedAt)
          ) : (
            <span className="text-muted">Not yet</span>
          )}
        </span>
      ),
    },
    { header: 'Who', cell: ({ requestedBy }) => requestedBy },
  ];
}
