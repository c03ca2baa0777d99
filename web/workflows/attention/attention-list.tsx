'use client';

import { CircleCheck } from 'lucide-react';
import { useQuery } from 'urql';
import type { WorkflowsNeedingAttentionQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { useMembership } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { type Column, Table } from '@/ui/table';
import { pathToStep } from './path-to-step';
import { WorkflowsNeedingAttention } from './use-attention-count';

type Hurt = WorkflowsNeedingAttentionQuery['organization']['workflowsNeedingAttention']['nodes'][number];

/** Live versions whose models have changed behind their back, each with the way to mend it. */
export function AttentionList() {
  const { slug } = useMembership();
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: WorkflowsNeedingAttention,
    variables: { after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const hurt = data?.organization.workflowsNeedingAttention;
  if (error && !hurt) return <LoadFailure what="The workflows" error={error} onRetry={retry} />;
  return (
    <Table
      label="Workflows that need attention"
      noun={['workflow', 'workflows']}
      columns={columnsFor(slug)}
      rows={hurt?.nodes}
      rowId={({ id }) => id}
      total={hurt?.totalCount}
      onMore={pages.more(hurt)}
      loadingMore={fetching}
      empty={
        <EmptyState icon={<CircleCheck />} title="Nothing needs attention">
          When the model of a live step is deleted, switched off or can do less, its workflow is listed here.
        </EmptyState>
      }
    />
  );
}

const columnsFor = (organization: string): readonly Column<Hurt>[] => [
  {
    header: 'Workflow',
    cell: ({ id, name, project, liveVersion }) => (
      <span className="min-w-0">
        <Link
          href={`/${organization}/workflows/${encodeURIComponent(id)}`}
          className="font-medium wrap-anywhere underline-offset-2 hover:underline"
        >
          {name}
        </Link>
        <span className="block text-xs wrap-anywhere text-muted">
          Version {liveVersion?.number} · {project.name}
        </span>
      </span>
    ),
  },
  {
    header: 'Steps',
    cell: ({ id, project, attention }) => (
      <ul className="flex min-w-0 flex-col gap-2">
        {attention.map(({ nodeId, stepName, runs, reasons }) => (
          <li key={nodeId}>
            <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <span className="font-medium wrap-anywhere">{stepName}</span>
              <Badge tone={runs ? 'warning' : 'danger'}>{runs ? 'Another model answers' : 'Fails'}</Badge>
              <Link
                href={pathToStep(organization, id, nodeId, { choosing: project.viewerRole !== 'VIEWER' })}
                className="text-accent underline-offset-2 hover:underline"
              >
                {project.viewerRole === 'VIEWER' ? 'Look' : 'Replace'}
                <span className="sr-only"> the model of {stepName}</span>
              </Link>
            </span>
            <span className="block text-xs wrap-anywhere text-muted">
              {reasons.map(({ message }) => message).join(' ')}
            </span>
          </li>
        ))}
      </ul>
    ),
  },
];
