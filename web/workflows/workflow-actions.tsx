'use client';

import { Activity, Archive, ArchiveRestore, Ellipsis, Pencil } from 'lucide-react';
import { IconButton } from '@/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import type { Workflow } from './workflow-list';

export interface WorkflowDeed {
  kind: 'rename' | 'archive';
  workflow: Workflow;
}

interface WorkflowActionsProps {
  workflow: Workflow;
  slug: string;
  onChoose(deed: WorkflowDeed): void;
}

export function WorkflowActions({ workflow, slug, onChoose }: WorkflowActionsProps) {
  const archived = workflow.archivedAt !== null;
  const mayChange = workflow.project.viewerRole !== 'VIEWER';
  return (
    <span className="relative z-10 flex max-md:absolute max-md:top-2 max-md:right-2 md:justify-end">
      <Menu
        align="end"
        trigger={
          <IconButton label={`Actions for ${workflow.name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Activity />} href={`/${slug}/runs?workflow=${encodeURIComponent(workflow.id)}`}>
          Runs
        </MenuItem>
        {mayChange && (
          <>
            <MenuItem icon={<Pencil />} onClick={() => onChoose({ kind: 'rename', workflow })}>
              Rename
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              icon={archived ? <ArchiveRestore /> : <Archive />}
              onClick={() => onChoose({ kind: 'archive', workflow })}
            >
              {archived ? 'Restore' : 'Archive'}
            </MenuItem>
          </>
        )}
      </Menu>
    </span>
  );
}
