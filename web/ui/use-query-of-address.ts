'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useSyncExternalStore } from 'react';

/**
 * As it stands in the address now. The router tells of steps back one after the other, and loses the last of two that
 * come quickly; the address itself is never behind.
 */
export function useQueryOfAddress(): string {
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

/**
 * Changes the address after a while, or before the next click is answered: what came while a link is being followed
 * would call its reader back. Gives what takes the change back.
 */
export function changeSoon(change: () => void, afterMs: number): () => void {
  const timer = setTimeout(now, afterMs);
  window.addEventListener('click', now, { capture: true });
  function stop() {
    clearTimeout(timer);
    window.removeEventListener('click', now, { capture: true });
  }
  function now() {
    stop();
    change();
  }
  return stop;
}

/** Not by the router: the page is the same, and the server has nothing to say about it. */
export function changeQuery(
  change: (params: URLSearchParams) => string,
  how: 'pushState' | 'replaceState' = 'pushState',
): void {
  const { pathname, search } = window.location;
  const next = change(new URLSearchParams(search));
  if (next !== search) window.history[how](null, '', pathname + next);
}
