'use client';

import { useEffect, useState } from 'react';
import { relativeTime } from './relative-time-text';

/** "3 minutes ago", with the exact moment on hovering; stays right while one looks at it. */
export function RelativeTime({ value }: { value: string }) {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    // A moment that came after this was first shown would else lie ahead.
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, [value]);

  const moment = new Date(value);
  return (
    <time
      dateTime={value}
      title={moment.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {relativeTime(moment.getTime(), now)}
    </time>
  );
}
