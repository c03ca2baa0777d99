'use client';

import { useMembership } from '@/shell/viewer';
import { Link } from '@/ui/link';
import type { LiveStep } from './run-store';

/** Of a step that did not run here: where what it puts out comes from. */
export function StandInNote({ step: { sourceRunId, origin } }: { step: LiveStep }) {
  const { slug } = useMembership();
  if (sourceRunId)
    return (
      <p className="text-xs text-muted">
        It did not run here: this is what it put out in{' '}
        <Link
          href={`/${slug}/runs/${encodeURIComponent(sourceRunId)}`}
          className="text-accent underline-offset-2 hover:underline"
        >
          an earlier run
        </Link>
        .
      </p>
    );
  return origin === 'PINNED' ? (
    <p className="text-xs text-muted">It did not run: this output was pinned.</p>
  ) : null;
}
