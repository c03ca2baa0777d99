'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelProvidersQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { Dialog, DialogBody } from '@/ui/dialog';
import { Skeleton } from '@/ui/skeleton';
import { AddModelForm } from './add-model-form';

const Providers = graphql(`
  query ModelProviders {
    providers {
      id
      label
      summary
      help
      modelIdExample
      suggestedModelIds
      fields {
        name
        label
        help
        kind
        placeholder
        required
        secret
        options {
          value
          label
        }
      }
    }
    models(first: 100, type: CUSTOM, status: [ACTIVE]) {
      nodes {
        id
        displayName
        provider
        fields {
          name
          mask
          secret
        }
      }
    }
  }
`);

export type Provider = ModelProvidersQuery['providers'][number];
export type SavedModel = ModelProvidersQuery['models']['nodes'][number];

export function AddModelDialog({ onClose }: { onClose(): void }) {
  const [{ data, error }, retry] = useQuery({ query: Providers, requestPolicy: 'cache-and-network' });
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Add custom model"
      description="It is called directly, with your credentials, and can be chosen in every workflow of this organisation."
    >
      {data ? (
        <AddModelForm providers={data.providers} saved={data.models.nodes} onClose={onClose} />
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
