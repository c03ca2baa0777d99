'use client';

import { History } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/icon-button';
import { sayCount } from './say-count';
import { useChangesSince } from './use-changes-since';

// Fetched when it is first opened.
const VersionsDialog = dynamic(() => import('./versions-dialog').then((module) => module.VersionsDialog));

/** Which version is live and what the draft changes of it; both lead to the versions. */
export function VersionMarks({ live }: { live: { id: string; number: number } | null }) {
  const [open, setOpen] = useState(false);
  const changes = useChangesSince(live?.id);
  return (
    <>
      <Badge tone={live ? 'success' : 'neutral'}>{live ? `Version ${live.number} live` : 'Draft only'}</Badge>
      {live && changes && changes.count > 0 && (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="rounded-sm text-xs whitespace-nowrap text-muted underline decoration-edge underline-offset-3 hover:text-ink"
        >
          {sayCount(changes.count, 'change')} since v{live.number}
        </button>
      )}
      <IconButton label="Versions" onClick={() => setOpen(true)}>
        <History />
      </IconButton>
      {open && <VersionsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
