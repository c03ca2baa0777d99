'use client';

import { isFinished, type RunStatus } from '@patchbay/schema/run-event.ts';
import { Activity } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { RunsQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { useMembership } from '@/shell/viewer';
import { EmptyState } from '@/ui/empty-state';
import { Table } from '@/ui/table';
import { runColumns } from './run-columns';

const Runs = graphql(`
  query Runs($status: [RunStatus!], $workflowId: ID, $after: String) {
    organization {
      id
      runs(first: 25, after: $after, status: $status, workflowId: $workflowId) {
        totalCount
        nodes {
          id
          status
          versionNumber
          onlyStep {
            nodeId
            name
          }
          requestedBy
          createdAt
          startedAt
          finishedAt
          workflow {
            id
            name
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export type Run = RunsQuery['organization']['runs']['nodes'][number];

interface RunListProps {
  status: RunStatus | null;
  workflowId: string | null;
}

const refreshEvery = 2_000;

/** Newest first. While one of them goes on, the list is asked for again and again. */
export function RunList({ status, workflowId }: RunListProps) {
  const { slug } = useMembership();
  const pages = usePages();
  const [{ data, error, fetching }, ask] = useQuery({
    query: Runs,
    variables: { status: status && [status], workflowId, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const columns = useMemo(() => runColumns(slug), [slug]);
  const runs = data?.organization.runs;
  const goesOn = runs?.nodes.some((run) => !isFinished(run.status)) ?? false;
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), refreshEvery);
    return () => clearInterval(timer);
  }, [goesOn, ask]);

  if (error && !runs) return <LoadFailure what="The runs" error={error} onRetry={ask} />;
  return (
    <Table
      label="Runs"
      noun={['run', 'runs']}
      columns={columns}
      rows={runs?.nodes}
      rowId={(run) => run.id}
      total={runs?.totalCount}
      onMore={pages.more(runs)}
      loadingMore={fetching && !goesOn}
      empty={
        status || workflowId ? (
          <EmptyState icon={<Activity />} title="No run matches">
            Look at another status, or at all workflows.
          </EmptyState>
        ) : (
          <EmptyState icon={<Activity />} title="Nothing has run yet">
            Open a workflow and run it: its runs stand here with every step and every call.
          </EmptyState>
        )
      }
    />
  );
}
