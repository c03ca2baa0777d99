'use client';

import { History } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/icon-button';

// Fetched when it is first opened; what the draft changes is told once the canvas stands.
const VersionsDialog = dynamic(() => import('./versions-dialog').then((module) => module.VersionsDialog));
const ChangesSinceMark = dynamic(() =>
  import('./changes-since-mark').then((module) => module.ChangesSinceMark),
);

/** Which version is live and what the draft changes of it; both lead to the versions. */
export function VersionMarks({ live }: { live: { id: string; number: number } | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Badge tone={live ? 'success' : 'neutral'}>{live ? `Version ${live.number} live` : 'Draft only'}</Badge>
      {live && <ChangesSinceMark live={live} onOpen={() => setOpen(true)} />}
      <IconButton label="Versions" onClick={() => setOpen(true)}>
        <History />
      </IconButton>
      {open && <VersionsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
