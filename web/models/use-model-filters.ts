'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { type ModelFilters, readFilters, withFilters } from './filters-in-url';

interface FiltersInUrl extends ModelFilters {
  /** What stands in the search field: ahead of the address while one types. */
  typed: string;
  onType(text: string): void;
  onTypeChange(type: ModelFilters['type']): void;
}

/** What is looked for stands in the address: it can be sent to others, and a way back leads to the same list. */
export function useModelFilters(): FiltersInUrl {
  const params = useSearchParams();
  const filters = readFilters(params);
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === filters.search) setDraft(null);

  useEffect(() => {
    if (draft === null) return;
    // One entry of the list per word rather than per keystroke; browsers also limit how often an address may change.
    const timer = setTimeout(() => replaceFilters({ search: draft }), 250);
    return () => clearTimeout(timer);
  }, [draft]);

  return {
    ...filters,
    typed: draft ?? filters.search,
    onType: setDraft,
    onTypeChange: (type) => replaceFilters({ type }),
  };
}

/** Not by the router: the page is the same, and the server has nothing to say about it. */
function replaceFilters(change: Partial<ModelFilters>) {
  const { pathname, search } = window.location;
  window.history.replaceState(null, '', pathname + withFilters(new URLSearchParams(search), change));
}
