'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
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

/**
 * As it stands in the address now. The router tells of steps back one after the other, and loses the last of two that
 * come quickly; the address itself is never behind.
 */
function useQueryOfAddress(): string {
  const pathname = usePathname();
  const told = useSearchParams().toString();
  return useSyncExternalStore(
    onStep,
    // On the way to another page the address is that page's already.
    () => (window.location.pathname === pathname ? window.location.search.slice(1) : told),
    () => told,
  );
}

function onStep(tell: () => void) {
  window.addEventListener('popstate', tell);
  return () => window.removeEventListener('popstate', tell);
}

/** Not by the router: the page is the same, and the server has nothing to say about it. */
function showFilters(change: Partial<ModelFilters>, how: 'pushState' | 'replaceState') {
  const { pathname, search } = window.location;
  const next = withFilters(new URLSearchParams(search), change);
  if (next !== search) window.history[how](null, '', pathname + next);
}
