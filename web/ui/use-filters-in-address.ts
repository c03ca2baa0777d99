'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { changeQuery, changeSoon, useQueryOfAddress } from './use-query-of-address';

interface FiltersInAddress<Filters> {
  filters: Filters;
  onChange(change: Partial<Filters>): void;
  /** What stands in the search field: ahead of the address while one types. */
  typed: string;
  onType(text: string): void;
  /** The search field is left: what is typed next is another step that the back button takes back. */
  onTyped(): void;
}

/**
 * What is looked for stands in the address: it can be sent to others, and a way back leads to the same list. `write`
 * gives the query with some of it changed; both must stay the same functions.
 */
export function useFiltersInAddress<Filters extends { search: string }>(
  read: (params: URLSearchParams) => Filters,
  write: (params: URLSearchParams, change: Partial<Filters> | { search: string }) => string,
): FiltersInAddress<Filters> {
  const query = useQueryOfAddress();
  const filters = useMemo(() => read(new URLSearchParams(query)), [query, read]);
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === filters.search) setDraft(null);
  const stepped = useRef(false);

  useEffect(() => {
    if (draft === null) return;
    // One request per word rather than per keystroke; browsers also limit how often an address may change.
    return changeSoon(() => {
      changeQuery(
        (params) => write(params, { search: draft }),
        stepped.current ? 'replaceState' : 'pushState',
      );
      stepped.current = true;
    }, 250);
  }, [draft, write]);

  return {
    filters,
    onChange(change) {
      // What was typed last counts, too, even if its moment has not come.
      const search = change.search ?? draft;
      stepped.current = false;
      setDraft(null);
      changeQuery((params) => write(params, search === null ? change : { ...change, search }));
    },
    typed: draft ?? filters.search,
    onType: setDraft,
    onTyped: () => (stepped.current = false),
  };
}
