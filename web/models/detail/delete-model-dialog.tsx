'use client';

import { useRouter } from 'next/navigation';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { useMembership } from '@/shell/viewer';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';
import type { ModelDetails } from './model-details-query';
import { ModelUsers } from './model-users';
import { PolicyPlace } from './policy-place';

const Delete = graphql(`
  mutation DeleteCustomModel($input: DeleteCustomModelInput!) {
    deleteCustomModel(input: $input) {
      ... on DeleteCustomModelPayload {
        model {
          id
          status
        }
      }
      ...Failure
    }
  }
`);

interface DeleteModelDialogProps {
  model: ModelDetails;
  open: boolean;
  onOpenChange(open: boolean): void;
}

export function DeleteModelDialog({ model, open, onOpenChange }: DeleteModelDialogProps) {
  const [remove] = useDeed(Delete);
  const router = useRouter();
  const { slug } = useMembership();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${model.displayName}?`}
      action="Delete model"
      onConfirm={async () => {
        const outcome = await remove({ input: { modelId: model.id } });
        if (!outcome.ok) return outcome.message;
        toast.success(`${model.displayName} is deleted`);
        router.push(`/${slug}/models`);
        return undefined;
      }}
    >
      <div className="mb-2 empty:hidden">
        <PolicyPlace reference={model.reference} />
      </div>
      <ModelUsers reference={model.reference} />
      <p className="mt-2">
        Its saved credentials are gone for good. Adding a model of the same provider as{' '}
        <code className="font-mono text-xs break-all text-ink">{model.reference}</code> brings it back.
      </p>
    </ConfirmDialog>
  );
}
