'use client';

import { Activity, Archive, ArchiveRestore, Copy, Download, Ellipsis, Pencil } from 'lucide-react';
import { useClient } from 'urql';
import { IconButton } from '@/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import type { Workflow } from './workflow-list';

export interface WorkflowDeed {
  kind: 'rename' | 'duplicate' | 'archive';
  workflow: Workflow;
}

interface WorkflowActionsProps {
  workflow: Workflow;
  slug: string;
  onChoose(deed: WorkflowDeed): void;
}

export function WorkflowActions({ workflow, slug, onChoose }: WorkflowActionsProps) {
  const client = useClient();
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
            <MenuItem icon={<Copy />} onClick={() => onChoose({ kind: 'duplicate', workflow })}>
              Duplicate
            </MenuItem>
            <MenuItem
              icon={<Download />}
              onClick={() =>
                void import('./workflow-file/export-workflow').then((module) =>
                  module.exportWorkflow(client, workflow.id),
                )
              }
            >
              Export
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
