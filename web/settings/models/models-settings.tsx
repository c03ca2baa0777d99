'use client';

import { useQuery } from 'urql';
import { useModels } from '@/models/use-models';
import { PageHeader } from '@/ui/page-header';
import { Skeleton } from '@/ui/skeleton';
import { AdminsOnly } from '../admins-only';
import { LoadFailure } from '../load-failure';
import { FeaturesCard } from './features-card';
import { LookUpCard } from './look-up-card';
import { PolicyForm } from './policy-form';
import { ModelPolicy } from './policy-query';

export function ModelsSettings() {
  return (
    <>
      <PageHeader
        title="Models"
        description="Which model runs where a step names none, which stands behind it, and who may answer for whom."
      />
      <AdminsOnly what="the model policy">
        <Policy />
      </AdminsOnly>
    </>
  );
}

function Policy() {
  // Models may have changed since: what is shown is what holds now.
  const [{ data, error }, retry] = useQuery({ query: ModelPolicy, requestPolicy: 'cache-and-network' });
  const { models, state } = useModels();
  if (error && !data) return <LoadFailure what="The model policy" error={error} onRetry={retry} />;
  // A name that came later would stand in the middle of what is being typed.
  if (!data || state === 'loading') return <Skeleton className="h-96 w-full" />;
  const { modelPolicy, organization } = data;
  return (
    <div className="flex flex-col gap-5">
      <PolicyForm
        policy={modelPolicy}
        models={models}
        modelsFailed={state === 'failed'}
        parentName={organization.parentName ?? null}
        onReload={() => retry({ requestPolicy: 'network-only' })}
      />
      <LookUpCard />
      <FeaturesCard platformCallsPerMinute={modelPolicy.platformCallsPerMinute} />
    </div>
  );
}
