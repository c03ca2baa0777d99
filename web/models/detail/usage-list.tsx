'use client';

import { Workflow as WorkflowIcon } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelUsageQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { useMembership } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { type Column, Table } from '@/ui/table';

const ModelUsage = graphql(`
  query ModelUsage($reference: String!, $after: String) {
    model(reference: $reference) {
      id
      usage {
        workflowCount
        stepCount
        versionCount
        workflows(first: 20, after: $after) {
          totalCount
          nodes {
            inDraft
            inLive
            workflow {
              id
              name
              project {
                id
                name
              }
            }
            steps {
              nodeId
              name
              inDraft
              inLive
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

type Usage = NonNullable<ModelUsageQuery['model']>['usage'];
type Use = Usage['workflows']['nodes'][number];

/** The workflows that name the model, and in which of their steps. */
export function UsageList({ reference }: { reference: string }) {
  const { slug } = useMembership();
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: ModelUsage,
    variables: { reference, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const usage = data?.model?.usage;
  if (error && !usage) return <LoadFailure what="The workflows" error={error} onRetry={retry} />;
  const hidden = usage ? usage.workflowCount - usage.workflows.totalCount : 0;
  return (
    <div className="flex flex-col gap-3">
      {usage && usage.workflowCount > 0 && <p className="text-sm text-muted">{summaryOf(usage)}</p>}
      <Table
        label="Workflows that use the model"
        noun={['workflow', 'workflows']}
        columns={columnsFor(slug)}
        rows={usage?.workflows.nodes}
        rowId={({ workflow }) => workflow.id}
        total={usage?.workflows.totalCount}
        onMore={pages.more(usage?.workflows)}
        loadingMore={fetching}
        empty={
          <EmptyState
            icon={<WorkflowIcon />}
            title={hidden > 0 ? 'Used where you cannot look' : 'No workflow uses it'}
          >
            {hidden > 0
              ? 'The workflows that name it are in projects that you are not in.'
              : 'Workflows appear here once a step of them names this model.'}
          </EmptyState>
        }
      />
      {hidden > 0 && usage && usage.workflows.totalCount > 0 && (
        <p className="text-xs text-muted">
          {hidden} more {hidden === 1 ? 'is' : 'are'} in projects that you are not in.
        </p>
      )}
    </div>
  );
}

function summaryOf({ workflowCount, stepCount, versionCount }: Usage): string {
  const versions = versionCount > 0 ? ` ${many(versionCount, 'published version')}, older ones too.` : '';
  return `Named by ${many(stepCount, 'step')} of ${many(workflowCount, 'active workflow')}${
    versions ? `, and by${versions}` : '.'
  }`;
}

function many(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

const columnsFor = (organization: string): readonly Column<Use>[] => [
  {
    header: 'Workflow',
    cell: ({ workflow }) => (
      <span className="min-w-0">
        <Link
          href={`/${organization}/workflows/${encodeURIComponent(workflow.id)}`}
          className="row-link font-medium wrap-anywhere underline-offset-2 hover:underline"
        >
          {workflow.name}
        </Link>
        <span className="block text-xs wrap-anywhere text-muted">{workflow.project.name}</span>
      </span>
    ),
  },
  {
    header: 'Steps',
    cell: ({ steps }) => (
      <ul className="flex min-w-0 flex-col gap-1">
        {steps.map(({ nodeId, name, inDraft, inLive }) => (
          <li key={nodeId} className="flex flex-wrap items-center gap-1.5">
            <span className="wrap-anywhere">{name}</span>
            {inLive && <Badge tone="success">Live</Badge>}
            {inDraft && <Badge>Draft</Badge>}
          </li>
        ))}
      </ul>
    ),
  },
];
