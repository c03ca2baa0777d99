'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * The token of a link, which stands behind the `#`: so it reaches no server's log and no Referer. It is taken out of the
 * address bar at once, so that it stays in no history. Undefined until the page runs in a browser; null where there is none.
 */
export function useTokenFromFragment(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  const taken = useRef(false);
  useEffect(() => {
    // Strict mode runs effects twice, and the second time the fragment is gone.
    if (taken.current) return;
    taken.current = true;
    setToken(window.location.hash.slice(1) || null);
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }, []);
  return token;
}
