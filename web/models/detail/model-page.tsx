'use client';

import { ArrowLeft, Boxes } from 'lucide-react';
import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { useIsAdmin, useMembership } from '@/shell/viewer';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Notice } from '@/ui/notice';
import { PageSkeleton } from '@/ui/skeleton';
import { StatusBadges, TypeBadge } from '../model-badges';
import { providerLabel } from '../provider-label';
import { CapabilityList } from './capability-list';
import { ModelActions } from './model-actions';
import { ModelDetails } from './model-details-query';
import { ModelFacts } from './model-facts';
import { Prices } from './prices';
import { TestHistory } from './test-history';

export function ModelPage({ reference }: { reference: string }) {
  const [{ data, error, fetching }, retry] = useQuery({
    query: ModelDetails,
    variables: { reference },
    // Others change it too.
    requestPolicy: 'cache-and-network',
  });
  const { slug } = useMembership();
  const isAdmin = useIsAdmin();
  const model = data?.model;

  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
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
      {model && (
        <>
          <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <div className="min-w-0 flex-1 basis-64">
              <h1 className="text-xl font-semibold tracking-tight break-words">
                {model.displayName || model.reference}
              </h1>
              {model.description && (
                <p className="mt-1 max-w-2xl text-sm break-words whitespace-pre-line text-muted">
                  {model.description}
                </p>
              )}
              <div className="mt-2 flex flex-wrap gap-1">
                <TypeBadge type={model.type} />
                <StatusBadges model={model} />
              </div>
            </div>
            {isAdmin && model.type === 'CUSTOM' && model.status !== 'DELETED' && (
              <ModelActions model={model} />
            )}
          </header>
          <StatusNotice status={model.status} isAdmin={isAdmin} />
          <ModelFacts model={model} provider={providerLabel(model.provider, data.providers)} />
          <Card
            title="Capabilities"
            description="Steps are offered this model when it can do what they need."
          >
            <CapabilityList model={model} />
          </Card>
          <Card title="Cost" description="What each call is booked at.">
            <Prices model={model} />
          </Card>
          {isAdmin && model.type === 'CUSTOM' && <TestHistory model={model} />}
        </>
      )}
    </div>
  );
}

function StatusNotice({ status, isAdmin }: { status: ModelDetails['status']; isAdmin: boolean }) {
  if (status === 'INACTIVE') {
    return (
      <Notice title="This model is switched off">
        Steps that name it are refused until {isAdmin ? 'you switch it on' : 'an admin switches it on'} again.
      </Notice>
    );
  }
  if (status === 'DELETED') {
    return (
      <Notice tone="warning" title="This model is deleted">
        Steps that name it are refused. Its credentials are gone; it comes back when a model of the same
        provider is added under the same slug.
      </Notice>
    );
  }
  if (status === 'UNCONFIGURED') {
    return (
      <Notice tone="warning" title="Not configured by the operator">
        Platform models need a key that the operator of this installation has not set. Custom models work
        without it.
      </Notice>
    );
  }
  return null;
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
