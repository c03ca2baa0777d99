'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { changeQuery, useQueryOfAddress } from '@/ui/use-query-of-address';
import { type ModelFilters, readFilters, withFilters } from './filters-in-url';

interface FiltersInUrl {
  filters: ModelFilters;
  onChange(change: Partial<ModelFilters>): void;
  /** What stands in the search field: ahead of the address while one types. */
  typed: string;
  onType(text: string): void;
  /** The search field is left: what is typed next is another step that the back button takes back. */
  onTyped(): void;
}

/** What is looked for stands in the address: it can be sent to others, and a way back leads to the same list. */
export function useModelFilters(): FiltersInUrl {
  const query = useQueryOfAddress();
  const filters = useMemo(() => readFilters(new URLSearchParams(query)), [query]);
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === filters.search) setDraft(null);
  const stepped = useRef(false);

  useEffect(() => {
    if (draft === null) return;
    // One request per word rather than per keystroke; browsers also limit how often an address may change.
    const timer = setTimeout(() => {
      showFilters({ search: draft }, stepped.current ? 'replaceState' : 'pushState');
      stepped.current = true;
    }, 250);
    return () => clearTimeout(timer);
  }, [draft]);

  return {
    filters,
    onChange(change) {
      // What was typed last counts, too, even if its moment has not come.
      const search = change.search ?? draft;
      stepped.current = false;
      setDraft(null);
      showFilters(search === null ? change : { ...change, search }, 'pushState');
    },
    typed: draft ?? filters.search,
    onType: setDraft,
    onTyped: () => (stepped.current = false),
  };
}

function showFilters(change: Partial<ModelFilters>, how: 'pushState' | 'replaceState') {
  changeQuery((params) => withFilters(params, change), how);
}
