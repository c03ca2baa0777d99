import { useEffect, useEffectEvent } from 'react';

/** Again and again, but not while nobody looks at the page. */
export function useWhileSeen(everyMs: number | null, work: () => void): void {
  const onTime = useEffectEvent(work);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') onTime();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
