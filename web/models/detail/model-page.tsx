'use client';

import { ArrowLeft, Boxes } from 'lucide-react';
import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { useMembership } from '@/shell/viewer';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { PageSkeleton } from '@/ui/skeleton';
import { providerLabel } from '../provider-label';
import { ModelDetails } from './model-details-query';
import { ModelView } from './model-view';

export function ModelPage({ reference }: { reference: string }) {
  const [{ data, error, fetching }, retry] = useQuery({
    query: ModelDetails,
    variables: { reference },
    // Others change it too.
    requestPolicy: 'cache-and-network',
  });
  const { slug } = useMembership();
  const model = data?.model;

  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      <Link
        href={`/${slug}/models`}
        className="inline-flex items-center gap-1.5 self-start text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All models
      </Link>
      {error && !data && <LoadFailure what="The model" error={error} onRetry={retry} />}
      {fetching && !data && <PageSkeleton />}
      {data && !model && !fetching && <NoSuchModel reference={reference} />}
      {model && <ModelView model={model} provider={providerLabel(model.provider, data.providers)} />}
    </div>
  );
}

function NoSuchModel({ reference }: { reference: string }) {
  return (
    <Card>
      <EmptyState icon={<Boxes />} title={`There is no model “${reference}”`}>
        It may never have been added to this organisation, or the address is mistyped.
      </EmptyState>
    </Card>
  );
}
