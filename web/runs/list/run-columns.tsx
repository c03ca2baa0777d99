import { Link } from '@/ui/link';
import { RelativeTime } from '@/ui/relative-time';
import type { Column } from '@/ui/table';
import { duration } from '../duration';
import { Elapsed } from '../elapsed';
import { RunStatusBadge } from '../run-status-badge';
import { sayCost } from '../say-cost';
import type { Run } from './runs-query';

export function runColumns(slug: string): readonly Column<Run>[] {
  return [
    { header: 'Status', cell: ({ status }) => <RunStatusBadge status={status} /> },
    { header: 'Workflow', cell: (run) => <Which run={run} slug={slug} /> },
    { header: 'Model', cell: ({ models }) => <Models models={models} /> },
    {
      header: 'Started',
      cell: ({ createdAt, requestedBy }) => (
        <span className="min-w-0">
          <RelativeTime value={createdAt} />
          <span className="text-muted md:block md:max-w-36 md:truncate md:text-xs">
            <span className="md:hidden"> by </span>
            {requestedBy}
          </span>
        </span>
      ),
    },
    {
      header: 'Duration',
      cell: ({ startedAt, finishedAt }) => (
        <span className="whitespace-nowrap tabular-nums">
          {startedAt && finishedAt ? (
            duration(startedAt, finishedAt)
          ) : startedAt ? (
            <Elapsed since={startedAt} />
          ) : (
            <span className="text-muted">Not begun</span>
          )}
        </span>
      ),
    },
    {
      header: 'Cost',
      cell: ({ usage }) => <span className="text-muted tabular-nums">{sayCost(usage)}</span>,
    },
  ];
}

/** Of what it is a run, and why it failed. */
function Which({ run: { id, workflow, versionNumber, onlyStep, error }, slug }: { run: Run; slug: string }) {
  const what =
    versionNumber !== null ? `Version ${versionNumber}` : onlyStep ? `Step: ${onlyStep.name}` : 'Draft';
  return (
    <span className="flex min-w-0 flex-col md:max-w-80">
      <Link
        href={`/${slug}/runs/${encodeURIComponent(id)}`}
        className="row-link truncate font-medium underline-offset-2 hover:underline"
      >
        {workflow.name}
      </Link>
      <span className="truncate text-xs text-muted">
        {what}
        {error && (
          <span className="text-danger" title={`${error.code}: ${error.message}`}>
            {' '}
            · {error.message}
          </span>
        )}
      </span>
    </span>
  );
}

/** Who answered; where nobody did, who was asked. */
function Models({ models }: Pick<Run, 'models'>) {
  if (models.length === 0) return <span className="text-muted">None asked</span>;
  const answered = models.filter(({ answers }) => answers > 0);
  const [first] = answered.length > 0 ? answered : models;
  const others = models.length - 1;
  return (
    <span
      className="min-w-0"
      title={models.map(({ slug, calls, answers }) => `${slug}: ${answers} of ${calls} answered`).join('\n')}
    >
      <span className="block truncate md:max-w-44">{first?.slug}</span>
      {(others > 0 || answered.length === 0) && (
        <span className="block text-xs text-muted">
          {answered.length === 0
            ? 'Did not answer'
            : others === 1
              ? 'and another asked'
              : `and ${others} others asked`}
        </span>
      )}
    </span>
  );
}
