import { useEffect, useState } from 'react';

/** The time, a few times a second while something goes on. */
export function useNow(goesOn: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [goesOn]);
  return now;
}
