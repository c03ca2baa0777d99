'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { SelfCheckHistoryQuery, SelfCheckStatus } from '@/graphql/generated/graphql';
import { Badge } from '@/ui/badge';
import { EmptyState } from '@/ui/empty-state';
import { RelativeTime } from '@/ui/relative-time';
import { Table, type Column } from '@/ui/table';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';

const SelfChecks = graphql(`
  query SelfCheckHistory($after: String) {
    organization {
      id
      selfChecks(first: 5, after: $after) {
        totalCount
        nodes {
          id
          status
          requestedBy
          createdAt
          steps {
            position
            passed
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type SelfCheck = SelfCheckHistoryQuery['organization']['selfChecks']['nodes'][number];

export function SelfCheckHistory() {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: SelfChecks,
    variables: { after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const checks = data?.organization.selfChecks;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-base font-semibold tracking-tight">Earlier self-checks</h2>
      {error && !checks ? (
        <LoadFailure what="The earlier self-checks" error={error} onRetry={retry} />
      ) : (
        <Table
          label="Earlier self-checks"
          noun={['self-check', 'self-checks']}
          columns={columns}
          rows={checks?.nodes}
          rowId={(check) => check.id}
          total={checks?.totalCount}
          onMore={pages.more(checks)}
          loadingMore={fetching}
          empty={<EmptyState title="No self-check has run yet">Run one: it takes a second.</EmptyState>}
        />
      )}
    </section>
  );
}

const tones = { RUNNING: 'neutral', PASSED: 'success', FAILED: 'danger' } as const satisfies Record<
  SelfCheckStatus,
  string
>;
const words = { RUNNING: 'Running', PASSED: 'Passed', FAILED: 'Failed' } satisfies Record<
  SelfCheckStatus,
  string
>;

const columns: readonly Column<SelfCheck>[] = [
  {
    header: 'When',
    cell: (check) => <RelativeTime value={check.createdAt} />,
  },
  { header: 'Who', cell: (check) => check.requestedBy },
  {
    header: 'Result',
    cell: (check) => <Badge tone={tones[check.status]}>{words[check.status]}</Badge>,
  },
  {
    header: 'Steps',
    cell: (check) => `${check.steps.filter(({ passed }) => passed).length} of ${check.steps.length} passed`,
  },
];
