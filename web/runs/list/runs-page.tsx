'use client';

import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '@/ui/page-header';
import { changeQuery, useQueryOfAddress } from '@/ui/use-query-of-address';
import { ApprovalsLink } from '../approvals/approvals-link';
import { LoadFailure } from '@/settings/load-failure';
import {
  asRunFilter,
  isFiltered,
  readFilters,
  type RunFilters as Filters,
  withFilters,
} from './filters-in-url';
import { RunFilters } from './run-filters';
import { RunList } from './run-list';
import { RunTotals } from './run-totals';
import { RunsOverview } from './runs-query';
import { StatusStrip } from './status-strip';
import { useWhileSeen } from './use-while-seen';

const buckets = 60;
const refreshEvery = 15_000;

export function RunsPage() {
  const query = useQueryOfAddress();
  const filters = useMemo(() => readFilters(new URLSearchParams(query)), [query]);
  // "The last hour" goes on with the clock: in the strip and the totals. The list keeps the hour that it began with, and
  // gets what is newer besides.
  const [now, setNow] = useState(() => Date.now());
  const [begun, setBegun] = useState(now);
  const onChange = (change: Partial<Filters>) => {
    setNow(Date.now());
    setBegun(Date.now());
    changeQuery((params) => withFilters(params, change));
  };
  const filter = useMemo(() => asRunFilter(filters, now), [filters, now]);
  const listed = useMemo(() => asRunFilter(filters, begun), [filters, begun]);
  const [{ data, error }, ask] = useQuery({
    query: RunsOverview,
    variables: {
      filter,
      anyStatus: useMemo(() => asRunFilter({ ...filters, status: [] }, now), [filters, now]),
      inReach: useMemo(() => {
        const { workflowId, from, to } = filter;
        return { workflowId, from, to };
      }, [filter]),
      buckets,
    },
    requestPolicy: 'cache-and-network',
  });
  useWhileSeen(refreshEvery, () =>
    filters.since ? setNow(Date.now()) : ask({ requestPolicy: 'network-only' }),
  );
  const overview = data?.organization;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      <PageHeader
        title="Runs"
        description="Every run with its steps, and every call to a model with what it took."
        actions={<ApprovalsLink />}
      />
      <RunFilters filters={filters} onChange={onChange} facets={overview?.runFacets} />
      {error && !overview ? (
        <LoadFailure what="What the runs took" error={error} onRetry={ask} />
      ) : (
        <>
          <StatusStrip buckets={overview?.runHistogram} filters={filters} onChange={onChange} />
          <RunTotals totals={overview?.runTotals} />
        </>
      )}
      <RunList filter={listed} isFiltered={isFiltered(filters)} />
    </div>
  );
}
