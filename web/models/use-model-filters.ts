'use client';

import { useMemo } from 'react';
import { changeQuery, useQueryOfAddress } from '@/ui/use-query-of-address';
import { useSearchInAddress } from '@/ui/use-search-in-address';
import { type ModelFilters, readFilters, withFilters } from './filters-in-url';

interface FiltersInUrl {
  filters: ModelFilters;
  onChange(change: Partial<ModelFilters>): void;
  typed: string;
  onType(text: string): void;
  onTyped(): void;
}

/** What is looked for stands in the address: it can be sent to others, and a way back leads to the same list. */
export function useModelFilters(): FiltersInUrl {
  const query = useQueryOfAddress();
  const filters = useMemo(() => readFilters(new URLSearchParams(query)), [query]);
  const { take, ...field } = useSearchInAddress(filters.search, showSearch);
  return {
    filters,
    ...field,
    onChange(change) {
      // What was typed last counts, too, even if its moment has not come.
      const typed = take();
      const search = change.search ?? typed;
      showFilters(search === null ? change : { ...change, search }, 'pushState');
    },
  };
}

function showSearch(search: string, how: 'pushState' | 'replaceState') {
  showFilters({ search }, how);
}

function showFilters(change: Partial<ModelFilters>, how: 'pushState' | 'replaceState') {
  changeQuery((params) => withFilters(params, change), how);
}
