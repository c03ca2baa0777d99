'use client';

import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { ShownOnce } from '@/ui/shown-once';
import { CreateApiKeyForm } from './create-api-key-form';

interface CreateApiKeyDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

export function CreateApiKeyDialog({ open, onOpenChange }: CreateApiKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="New API key">
      <Steps onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** Mounted anew with each opening, so the last secret is not shown again. */
function Steps({ onClose }: { onClose(): void }) {
  const [secret, setSecret] = useState<string>();
  if (secret === undefined) return <CreateApiKeyForm onCancel={onClose} onCreated={setSecret} />;
  return (
    <>
      <DialogBody>
        <ShownOnce value={secret} noun="key" />
        <Notice tone="warning">
          This is the only time that the key is shown. Store it where your program finds it.
        </Notice>
      </DialogBody>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
