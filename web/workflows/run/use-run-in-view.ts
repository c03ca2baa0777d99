'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The run in view stands in the address, so that it is still there after a reload. */
export function useRunInView(): [string | null, (runId: string) => void] {
  const pathname = usePathname();
  const runId = useSearchParams().get('run');
  const show = useCallback(
    (next: string) => {
      // Whoever has gone to another page meanwhile stays there.
      if (window.location.pathname === pathname)
        window.history.replaceState(null, '', `${pathname}?run=${encodeURIComponent(next)}`);
    },
    [pathname],
  );
  return [runId, show];
}
