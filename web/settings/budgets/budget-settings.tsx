'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { PageHeader } from '@/ui/page-header';
import { Skeleton } from '@/ui/skeleton';
import { AdminsOnly } from '../admins-only';
import { LoadFailure } from '../load-failure';
import { BudgetForm } from './budget-form';

const Budgets = graphql(`
  query Budgets {
    budget {
      monthlyCost
      spent
      reserved
      limits {
        steps
        fanOut
        modelCalls
        tokens
        minutes
        cost
      }
    }
  }
`);

export function BudgetSettings() {
  return (
    <>
      <PageHeader
        title="Budgets"
        description="What runs may spend. Reaching a limit stops a run where it stands, and an admin may let it go on."
      />
      <AdminsOnly what="the budgets">
        <Loaded />
      </AdminsOnly>
    </>
  );
}

function Loaded() {
  const [{ data, error, fetching }, retry] = useQuery({
    query: Budgets,
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) return <LoadFailure what="The budgets" error={error} onRetry={retry} />;
  if (!data) return fetching ? <Skeleton className="h-96 w-full" /> : null;
  return <BudgetForm budget={data.budget} onSaved={() => retry({ requestPolicy: 'network-only' })} />;
}
