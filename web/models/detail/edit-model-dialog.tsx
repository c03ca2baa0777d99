'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { toast } from '@/ui/toast';
import { ModelFormDialog } from '../form/model-form-dialog';
import type { ModelDetails } from './model-details-query';

const Update = graphql(`
  mutation UpdateCustomModel($input: UpdateCustomModelInput!) {
    updateCustomModel(input: $input) {
      ... on UpdateCustomModelPayload {
        model {
          ...ModelDetailsFields
        }
      }
      ...Failure
    }
  }
`);

export function EditModelDialog({ model, onClose }: { model: ModelDetails; onClose(): void }) {
  const [update] = useDeed(Update);
  return (
    <ModelFormDialog
      title={`Edit ${model.displayName}`}
      description="Runs use what is saved here from their next call on. Saving needs no test, but what has passed none is shown as untested."
      saved={model}
      onClose={onClose}
      onSave={async ({ setup, details }) => {
        const outcome = await update({ input: { modelId: model.id, setup, ...details } });
        if (!outcome.ok) return outcome;
        toast.success(`${outcome.data.model.displayName} is saved`);
        onClose();
        return null;
      }}
    />
  );
}
