'use client';

import { Pencil, PlugZap, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { ActiveSwitch } from './active-switch';
import type { ModelDetails } from './model-details-query';

// Most visits only look.
const EditModelDialog = later(() => import('./edit-model-dialog').then((module) => module.EditModelDialog));
const RetireModelDialog = later(() =>
  import('../retire/retire-model-dialog').then((module) => module.RetireModelDialog),
);

interface ModelActionsProps {
  model: ModelDetails;
  testing: boolean;
  onTest(): void;
}

/** What an admin may do with a model of the organisation's own. */
export function ModelActions({ model, testing, onTest }: ModelActionsProps) {
  const [open, setOpen] = useState<'edit' | 'delete' | 'switch-off'>();
  const router = useRouter();
  const { slug } = useMembership();
  const close = () => setOpen(undefined);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ActiveSwitch model={model} onSwitchOff={() => setOpen('switch-off')} />
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
      {open === 'switch-off' && (
        <RetireModelDialog model={model} as="INACTIVE" onClose={close} onRetired={() => {}} />
      )}
      {open === 'delete' && (
        <RetireModelDialog
          model={model}
          as="DELETED"
          onClose={close}
          onRetired={() => router.push(`/${slug}/models`)}
        />
      )}
    </div>
  );
}
