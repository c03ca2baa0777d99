'use client';

import { useState, type ComponentProps, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Dialog, DialogBody } from '@/ui/dialog';
import { Skeleton } from '@/ui/skeleton';
import { ModelForm } from './model-form';
import { ModelFormChoices } from './model-form-query';
import { useLeaveGuard } from './use-leave-guard';

interface ModelFormDialogProps extends Pick<ComponentProps<typeof ModelForm>, 'saved' | 'onSave'> {
  title: string;
  description: ReactNode;
  /** The provider that a new model begins with; the first that is offered where none is given. */
  provider?: string | undefined;
  onClose(): void;
}

/** The form in a dialog, as soon as it is known what there is to choose from. What was typed is not lost unasked. */
export function ModelFormDialog(props: ModelFormDialogProps) {
  const { title, description, saved, provider, onSave, onClose } = props;
  const [{ data, error }, retry] = useQuery({ query: ModelFormChoices, requestPolicy: 'cache-and-network' });
  const [unsaved, setUnsaved] = useState(false);
  const [asking, setAsking] = useState(false);
  useLeaveGuard(unsaved);
  const leave = () => (unsaved ? setAsking(true) : onClose());

  return (
    <Dialog
      open
      size="xl"
      lasting
      onOpenChange={(open) => !open && leave()}
      title={title}
      description={description}
    >
      {data ? (
        <ModelForm
          providers={data.providers}
          saved={saved}
          provider={provider}
          onSave={onSave}
          onCancel={leave}
          onUnsaved={setUnsaved}
        />
      ) : (
        <DialogBody>
          {error ? (
            <LoadFailure what="The providers" error={error} onRetry={retry} />
          ) : (
            <Skeleton className="h-80 w-full" />
          )}
        </DialogBody>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Discard what you entered?"
        action="Discard"
        stay="Keep editing"
        onConfirm={async () => {
          onClose();
          return undefined;
        }}
      >
        Nothing of it is saved yet.
      </ConfirmDialog>
    </Dialog>
  );
}
