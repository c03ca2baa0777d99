'use client';

import { sayCount } from './say-count';
import { useChangesSince } from './use-changes-since';

interface ChangesSinceMarkProps {
  live: { id: string; number: number };
  onOpen(): void;
}

/** What the draft changes of what is live, in a few quiet words; nothing where it changes nothing. */
export function ChangesSinceMark({ live, onOpen }: ChangesSinceMarkProps) {
  const changes = useChangesSince(live.id);
  if (!changes || changes.count === 0) return null;
  return (
    <button
      type="button"
      onClick={onOpen}
      className="rounded-sm text-xs whitespace-nowrap text-muted underline decoration-edge underline-offset-3 hover:text-ink"
    >
      {sayCount(changes.count, 'change')} since v{live.number}
    </button>
  );
}
