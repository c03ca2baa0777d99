'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelTotalsQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { later } from '@/ui/later';
import { useFiltersInAddress } from '@/ui/use-filters-in-address';
import { isFiltered, readFilters, withFilters } from './filters-in-url';
import { ModelCount } from './model-count';
import { ModelFilters } from './model-filters';
import { ModelTable } from './model-table';
import { SortMenu } from './sort-menu';
import { useModelPages } from './use-model-pages';

// What stands in place of models, where there are none.
const NothingFound = later(() => import('./nothing-found').then((module) => module.NothingFound));
const ProviderCards = later(() => import('./provider-cards').then((module) => module.ProviderCards));

const ModelTotals = graphql(`
  query ModelTotals {
    all: models(first: 1) {
      totalCount
    }
    own: models(first: 1, type: CUSTOM) {
      totalCount
    }
    providers {
      id
      label
      summary
    }
  }
`);

export type OfferedProvider = ModelTotalsQuery['providers'][number];

const none: readonly OfferedProvider[] = [];

interface ModelListProps {
  /** Begins to add a model of a provider; absent for those who may not. */
  onSetUp: ((provider: string) => void) | undefined;
}

export function ModelList({ onSetUp }: ModelListProps) {
  const { filters, onChange, typed, onType, onTyped } = useFiltersInAddress(readFilters, withFilters);
  const [{ data: totals }] = useQuery({ query: ModelTotals, requestPolicy: 'cache-and-network' });
  const pages = useModelPages(filters);
  const providers = totals?.providers ?? none;
  const hasNoOwn = totals?.own.totalCount === 0;

  return (
    <div className="flex flex-col gap-3">
      <ModelFilters
        filters={filters}
        onChange={onChange}
        facets={pages.facets}
        providers={providers}
        typed={typed}
        onType={onType}
        onTyped={onTyped}
      />
      {pages.error ? (
        <LoadFailure what="The models" error={pages.error} onRetry={pages.retry} />
      ) : hasNoOwn && filters.type === 'CUSTOM' && !filters.status.includes('DELETED') ? (
        <ProviderCards providers={providers} onSetUp={onSetUp} />
      ) : (
        <>
          <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <ModelCount
              found={pages.total}
              all={totals?.all.totalCount}
              current={pages.current}
              filters={filters}
            />
            <SortMenu sort={filters.sort} onSortChange={(sort) => onChange({ sort })} />
          </div>
          {pages.models?.length === 0 ? (
            <NothingFound filters={filters} onChange={onChange} providers={providers} />
          ) : (
            <ModelTable
              pages={pages}
              providers={providers}
              sort={filters.sort}
              onSortChange={(sort) => onChange({ sort })}
            />
          )}
          {hasNoOwn && pages.current && !isFiltered(filters) && (
            <ProviderCards providers={providers} onSetUp={onSetUp} />
          )}
        </>
      )}
    </div>
  );
}
