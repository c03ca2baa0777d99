'use client';

import { Archive, ArchiveRestore, Copy, Download, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { IconButton } from '@/ui/icon-button';
import { later } from '@/ui/later';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { toast } from '@/ui/toast';
import { useEditor } from './editor-context';
import type { WorkflowToEdit } from './editor-documents';

const ArchiveWorkflowDialog = later(() =>
  import('../archive-workflow-dialog').then((module) => module.ArchiveWorkflowDialog),
);
const DuplicateWorkflowDialog = later(() =>
  import('../duplicate-workflow-dialog').then((module) => module.DuplicateWorkflowDialog),
);

/** What is done with a workflow as a whole, from within its editor. */
export function WorkflowMenu({ workflow }: { workflow: WorkflowToEdit }) {
  const { autosave } = useEditor();
  const client = useClient();
  const [deed, setDeed] = useState<'duplicate' | 'archive' | null>(null);
  const archived = workflow.archivedAt !== null;
  const close = () => setDeed(null);

  /** What leaves is what is seen: so the server must have everything first. */
  async function saved(then: () => unknown) {
    if (archived || (await autosave.flush())) then();
    else toast.error('The draft is not saved yet', 'Try again once it is.');
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label="Workflow actions">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Copy />} onClick={() => void saved(() => setDeed('duplicate'))}>
          Duplicate
        </MenuItem>
        <MenuItem
          icon={<Download />}
          onClick={() =>
            void saved(() =>
              import('../workflow-file/export-workflow').then((module) =>
                module.exportWorkflow(client, workflow.id),
              ),
            )
          }
        >
          Export
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={archived ? <ArchiveRestore /> : <Archive />}
          onClick={() => (archived ? setDeed('archive') : void saved(() => setDeed('archive')))}
        >
          {archived ? 'Restore' : 'Archive'}
        </MenuItem>
      </Menu>
      {deed === 'duplicate' && <DuplicateWorkflowDialog workflow={workflow} onClose={close} />}
      {deed === 'archive' && (
        <ArchiveWorkflowDialog workflow={workflow} onClose={close} onDone={() => undefined} />
      )}
    </>
  );
}
