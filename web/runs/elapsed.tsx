'use client';

import { useEffect, useRef } from 'react';
import { span } from './duration';

/** How long something has been going on. It ticks by itself: nothing around it is drawn again. */
export function Elapsed({ since }: { since: string }) {
  const shown = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = () => {
      // Whole seconds: a number that runs pulls the eye.
      const passed = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 1_000) * 1_000);
      if (shown.current) shown.current.textContent = passed < 1_000 ? '' : span(passed).replace('.0 s', ' s');
    };
    show();
    const timer = setInterval(show, 1_000);
    return () => clearInterval(timer);
  }, [since]);
  return <span ref={shown} aria-hidden className="tabular-nums" />;
}
