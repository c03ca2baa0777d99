'use client';

import { Inbox } from 'lucide-react';
import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page-header';
import { Skeleton } from '@/ui/skeleton';
import { useWhileSeen } from '../list/use-while-seen';
import { ApprovalCard } from './approval-card';
import { OpenApprovals } from './approval-documents';

const lookEvery = 5_000;

/** What waits for the viewer's decision, newest first. */
export function ApprovalsPage() {
  const { slug } = useMembership();
  const pages = usePages();
  const [{ data, error, fetching }, ask] = useQuery({
    query: OpenApprovals,
    variables: { after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  useWhileSeen(pages.after === null ? lookEvery : null, () => ask({ requestPolicy: 'network-only' }));
  const found = data?.organization.approvals;
  const onMore = pages.more(found);
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      <Link href={`/${slug}/runs`} className="w-fit text-sm text-accent underline-offset-2 hover:underline">
        All runs
      </Link>
      <PageHeader title="Approvals" description="Runs that wait for you to decide." />
      {error && !found && <LoadFailure what="The approvals" error={error} onRetry={ask} />}
      {!error && !found && <Skeleton className="h-40 w-full" />}
      {found?.nodes.length === 0 && (
        <Card>
          <EmptyState icon={<Inbox />} title="Nothing waits for you">
            A run that comes to an approval step asks here, those whom it names and the admins of its project.
          </EmptyState>
        </Card>
      )}
      {found && found.nodes.length > 0 && (
        <>
          <ul className="flex flex-col gap-4">
            {found.nodes.map((approval) => (
              <li key={approval.id}>
                <Card>
                  <ApprovalCard approval={approval}>
                    <h2 className="text-base font-semibold tracking-tight">
                      {approval.stepName}{' '}
                      <Link
                        href={`/${slug}/runs/${encodeURIComponent(approval.run.id)}?step=${encodeURIComponent(approval.path)}`}
                        className="text-sm font-normal text-accent underline-offset-2 hover:underline"
                      >
                        in a run of {approval.run.workflow.name}
                      </Link>
                    </h2>
                  </ApprovalCard>
                </Card>
              </li>
            ))}
          </ul>
          <footer className="flex items-center justify-between text-xs text-muted">
            <span aria-live="polite">
              {found.nodes.length} of {found.totalCount}
            </span>
            {onMore && (
              <Button size="sm" onClick={onMore} pending={fetching}>
                Show more
              </Button>
            )}
          </footer>
        </>
      )}
    </div>
  );
}
