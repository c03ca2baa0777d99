'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { toast } from '@/ui/toast';
import { ModelFormDialog } from './form/model-form-dialog';

const Add = graphql(`
  mutation AddCustomModel($input: AddCustomModelInput!) {
    addCustomModel(input: $input) {
      ... on AddCustomModelPayload {
        model {
          id
          reference
          displayName
        }
      }
      ...Failure
    }
  }
`);

interface AddModelDialogProps {
  /** The provider that the form begins with. */
  provider?: string | undefined;
  onClose(): void;
}

export function AddModelDialog({ provider, onClose }: AddModelDialogProps) {
  const [add] = useDeed(Add);
  return (
    <ModelFormDialog
      title="Add custom model"
      description="It is called directly, with your credentials, and can be chosen in every workflow of this organisation."
      saved={null}
      provider={provider}
      onClose={onClose}
      onSave={async ({ setup, details, slug }) => {
        const outcome = await add({ input: { setup, ...details, slug } });
        if (!outcome.ok) return outcome;
        toast.success(`${outcome.data.model.displayName} is added`);
        onClose();
        return null;
      }}
    />
  );
}
