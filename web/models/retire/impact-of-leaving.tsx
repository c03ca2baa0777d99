'use client';

import { useQuery } from 'urql';
import { outcomeOf } from '@/graphql/outcome';
import { Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { ImpactList } from '../impact/impact-list';
import { ModelImpact } from '../impact/model-impact';
import type { RetireModelProps } from './retire-model-dialog';

/** What fails, and what another model answers, if no step is given another one. */
export function ImpactOfLeaving({ modelId, as }: Pick<RetireModelProps, 'as'> & { modelId: string }) {
  const change = as === 'DELETED' ? { deleted: true } : { active: false };
  const [{ data, error }] = useQuery({
    query: ModelImpact,
    variables: { modelId, change },
    requestPolicy: 'network-only',
  });
  if (!data && !error) return <Skeleton className="h-24 w-full" />;
  const outcome = outcomeOf(data?.modelImpact, error);
  if (!outcome.ok) return <Notice tone="danger">{outcome.message}</Notice>;
  return (
    <ImpactList
      impact={outcome.data}
      advice="Their runs fail from then on, with an error that names the model and leads to the step."
    />
  );
}
