'use client';

import { useEffect, useState } from 'react';
import { relativeTime } from './relative-time-text';

/** "3 minutes ago", with the exact moment on hovering; stays right while one looks at it. */
export function RelativeTime({ value }: { value: string }) {
  // Each moment with a clock of its own: one that came after the last tick would else lie ahead.
  return <Moment key={value} value={value} />;
}

function Moment({ value }: { value: string }) {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);

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
