'use client';

import { Pencil, PlugZap, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { ActiveSwitch } from './active-switch';
import { DeleteModelDialog } from './delete-model-dialog';
import type { ModelDetails } from './model-details-query';

// Most visits only look.
const EditModelDialog = dynamic(() => import('./edit-model-dialog').then((module) => module.EditModelDialog));

interface ModelActionsProps {
  model: ModelDetails;
  testing: boolean;
  onTest(): void;
}

/** What an admin may do with a model of the organisation's own. */
export function ModelActions({ model, testing, onTest }: ModelActionsProps) {
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const close = () => setOpen(undefined);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ActiveSwitch model={model} />
      <Button icon={<PlugZap />} onClick={onTest} pending={testing}>
        Test
      </Button>
      <Button icon={<Pencil />} onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <Button icon={<Trash2 />} onClick={() => setOpen('delete')}>
        Delete
      </Button>
      {open === 'edit' && <EditModelDialog model={model} onClose={close} />}
      <DeleteModelDialog model={model} open={open === 'delete'} onOpenChange={(next) => !next && close()} />
    </div>
  );
}
