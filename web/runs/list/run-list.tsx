'use client';

import { isFinished } from '@patchbay/schema/run-event.ts';
import { Activity } from 'lucide-react';
import { useMemo } from 'react';
import { useClient, useQuery } from 'urql';
import type { RunFilter } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { useMembership } from '@/shell/viewer';
import { EmptyState } from '@/ui/empty-state';
import { Table } from '@/ui/table';
import { runColumns } from './run-columns';
import { Runs, RunsAgain } from './runs-query';
import { useWhileSeen } from './use-while-seen';

interface RunListProps {
  filter: RunFilter;
  isFiltered: boolean;
}

const refreshEvery = 2_000;
const lookEvery = 10_000;

/** Newest first, and as they stand now. */
export function RunList({ filter, isFiltered }: RunListProps) {
  const { slug } = useMembership();
  const client = useClient();
  const pages = usePages({ filter });
  const [{ data, error, fetching, operation }, ask] = useQuery({
    query: Runs,
    variables: { filter, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const columns = useMemo(() => runColumns(slug), [slug]);
  const runs = data?.organization.runs;
  const goingOn = runs?.nodes.filter((run) => !isFinished(run.status)).map(({ id }) => id) ?? [];
  useWhileSeen(runs ? (goingOn.length > 0 ? refreshEvery : lookEvery) : null, () => {
    // Whoever has read on would lose their place to newer runs: then only those in view are asked for again.
    if (pages.after === null) ask({ requestPolicy: 'network-only' });
    else if (goingOn.length > 0)
      client
        .query(RunsAgain, { ids: goingOn.slice(0, 100) }, { requestPolicy: 'network-only' })
        .toPromise()
        .catch(() => {});
  });

  if (error && !runs) return <LoadFailure what="The runs" error={error} onRetry={ask} />;
  return (
    <Table
      label="Runs"
      noun={['run', 'runs']}
      columns={columns}
      rows={runs?.nodes}
      outdated={pages.isOutdated(operation)}
      rowId={(run) => run.id}
      total={runs?.totalCount}
      onMore={pages.more(runs)}
      loadingMore={fetching && pages.after !== null}
      empty={
        isFiltered ? (
          <EmptyState icon={<Activity />} title="No run matches">
            Choose a longer time, or drop a filter.
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
