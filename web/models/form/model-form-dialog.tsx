'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { Dialog, DialogBody } from '@/ui/dialog';
import { Skeleton } from '@/ui/skeleton';
import { ModelForm } from './model-form';
import { ModelFormChoices } from './model-form-query';

interface ModelFormDialogProps extends Pick<ComponentProps<typeof ModelForm>, 'saved' | 'onSave'> {
  title: string;
  description: ReactNode;
  /** The provider that a new model begins with; the first that is offered where none is given. */
  provider?: string | undefined;
  onClose(): void;
}

/** The form in a dialog, as soon as it is known what there is to choose from. */
export function ModelFormDialog(props: ModelFormDialogProps) {
  const { title, description, saved, provider, onSave, onClose } = props;
  const [{ data, error }, retry] = useQuery({
    query: ModelFormChoices,
    requestPolicy: 'cache-and-network',
  });
  return (
    <Dialog
      open
      size="lg"
      lasting
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
    >
      {data ? (
        <ModelForm
          providers={data.providers}
          lending={data.models.nodes}
          unlisted={data.models.totalCount - data.models.nodes.length}
          saved={saved}
          provider={provider ?? data.providers[0]?.id ?? ''}
          onSave={onSave}
          onCancel={onClose}
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
    </Dialog>
  );
}
