'use client';

import { Rocket } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { useEditor } from './editor-context';
import { useIssues } from './use-issues';

// Fetched where something is missing, and when somebody publishes.
const Checklist = later(() => import('./checklist').then((module) => module.Checklist));
const PublishDialog = later(() =>
  import('../versions/publish-dialog').then((module) => module.PublishDialog),
);
const VersionsDialog = later(() =>
  import('../versions/versions-dialog').then((module) => module.VersionsDialog),
);

/** Makes the draft the live version, once it was looked at; while something is missing, lists it and leads to each. */
export function PublishButton() {
  const { autosave } = useEditor();
  const issues = useIssues();
  const [open, setOpen] = useState<'publish' | 'versions' | null>(null);
  const conflict = useStore(autosave.state, ({ kind }) => kind === 'conflict');
  const missing = issues.filter(({ blocksPublishing }) => blocksPublishing);

  return (
    <>
      {issues.length > 0 && <Checklist blocks={missing.length > 0} />}
      <Button icon={<Rocket />} onClick={() => setOpen('publish')} disabled={missing.length > 0 || conflict}>
        Publish
      </Button>
      {open === 'publish' && (
        <PublishDialog onClose={() => setOpen(null)} onCompare={() => setOpen('versions')} />
      )}
      {open === 'versions' && <VersionsDialog mayExport onClose={() => setOpen(null)} />}
    </>
  );
}
