'use client';

import { ChevronLeft, History, Play } from 'lucide-react';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { later } from '@/ui/later';
import { Link } from '@/ui/link';
import type { WorkflowToEdit } from './editor-documents';
import { PublishButton } from './publish-button';
import { PresentPeople } from '../presence/present-people';
import { SaveStateMark } from './save-state';
import { WhoAnswersButton } from './who-answers-button';

// The canvas comes first; the versions when they are opened.
const ChangesSinceMark = later(() =>
  import('../versions/changes-since-mark').then((module) => module.ChangesSinceMark),
);
const VersionsDialog = later(() =>
  import('../versions/versions-dialog').then((module) => module.VersionsDialog),
);

const WorkflowMenu = later(() => import('./workflow-menu').then((module) => module.WorkflowMenu));

interface EditorHeaderProps {
  workflow: WorkflowToEdit;
  isNarrow: boolean;
  mayEdit: boolean;
  onRun(): void;
}

export function EditorHeader({ workflow, isNarrow, mayEdit, onRun }: EditorHeaderProps) {
  const { organization } = useParams<{ organization: string }>();
  const { name, project, liveVersion, archivedAt } = workflow;
  const contributes = project.viewerRole !== 'VIEWER';
  const [versionsOpen, setVersionsOpen] = useState(false);
  return (
    <header className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-canvas px-3 py-1.5">
      <Link
        href={`/${organization}/workflows`}
        aria-label="All workflows"
        className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
      </Link>
      <div className="min-w-0">
        <h1 className="truncate text-sm font-semibold tracking-tight">{name}</h1>
        <p className="truncate text-xs text-muted">{project.name}</p>
      </div>
      <Badge tone={liveVersion ? 'success' : 'neutral'}>
        {liveVersion ? `Version ${liveVersion.number} live` : 'Draft only'}
      </Badge>
      {liveVersion && <ChangesSinceMark live={liveVersion} onOpen={() => setVersionsOpen(true)} />}
      {archivedAt !== null && <Badge tone="warning">Archived</Badge>}
      {!mayEdit && <Badge>Read only</Badge>}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <PresentPeople />
        {mayEdit && !isNarrow && <SaveStateMark />}
        <div className="flex items-center gap-1">
          <IconButton label="Versions" onClick={() => setVersionsOpen(true)}>
            <History />
          </IconButton>
          {mayEdit && !isNarrow && <WhoAnswersButton />}
          {contributes && <WorkflowMenu workflow={workflow} />}
        </div>
        {mayEdit && !isNarrow && <PublishButton />}
        {!isNarrow && (
          <Button variant="primary" icon={<Play />} onClick={onRun}>
            Run
          </Button>
        )}
      </div>
      {versionsOpen && <VersionsDialog mayExport={contributes} onClose={() => setVersionsOpen(false)} />}
    </header>
  );
}
