'use client';

import type { Requirement } from '@patchbay/schema/capabilities.ts';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { OnMissingCapability } from '@/graphql/generated/graphql';
import { reasonOf } from '@/graphql/reason-of';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { enumOfCapability } from './capability-enum';
import { ResolutionPanel } from './resolution-panel';

const ResolveModel = graphql(`
  query ResolveModel(
    $reference: String!
    $requirements: [Capability!]!
    $onMissingCapability: OnMissingCapability!
    $substitution: Boolean!
  ) {
    resolveModel(
      reference: $reference
      requirements: $requirements
      onMissingCapability: $onMissingCapability
      substitution: $substitution
    ) {
      ...ResolutionShown
    }
  }
`);

interface ResolutionOfProps {
  /** What a step stores. */
  reference: string;
  capabilities: readonly Requirement['capability'][];
  onMissingCapability?: OnMissingCapability;
  /** Whether the step lets another model answer in place of its own. */
  substitution?: boolean;
}

/** Asks who would answer, under the policy as it is now. */
export function ResolutionOf(props: ResolutionOfProps) {
  const { reference, capabilities, onMissingCapability = 'REFUSE', substitution = true } = props;
  const requirements = capabilities.map((name) => enumOfCapability[name]);
  const [{ data, error }, ask] = useQuery({
    query: ResolveModel,
    variables: { reference, requirements, onMissingCapability, substitution },
    requestPolicy: 'cache-and-network',
  });
  return (
    <div aria-live="polite">
      {error && !data && (
        <Notice tone="danger" title="This could not be looked up">
          <p className="mb-2">{reasonOf(error)}</p>
          <Button size="sm" onClick={() => ask()}>
            Try again
          </Button>
        </Notice>
      )}
      {!data && !error && <Skeleton className="h-16 w-full" />}
      {data && <ResolutionPanel resolution={data.resolveModel} />}
    </div>
  );
}
