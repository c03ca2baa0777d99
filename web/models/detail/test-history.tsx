'use client';

import { PlugZap } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelTestsQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { milliseconds } from '@/settings/system/milliseconds';
import { usePages } from '@/settings/use-pages';
import { EmptyState } from '@/ui/empty-state';
import { RelativeTime } from '@/ui/relative-time';
import { type Column, Table } from '@/ui/table';
import { PassedBadge } from '../model-badges';

const ModelTests = graphql(`
  query ModelTests($reference: String!, $after: String) {
    model(reference: $reference) {
      id
      tests(first: 10, after: $after) {
        totalCount
        nodes {
          id
          at
          passed
          message
          fix
          latencyMs
          providerModelId
          requestedBy
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Test = NonNullable<ModelTestsQuery['model']>['tests']['nodes'][number];

/** What came of each test, newest first. */
export function TestHistory({ reference }: { reference: string }) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: ModelTests,
    variables: { reference, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const tests = data?.model?.tests;
  if (error && !tests) return <LoadFailure what="The connection tests" error={error} onRetry={retry} />;
  return (
    <Table
      label="Connection tests"
      noun={['test', 'tests']}
      columns={columns}
      rows={tests?.nodes}
      rowId={(test) => test.id}
      total={tests?.totalCount}
      onMore={pages.more(tests)}
      loadingMore={fetching}
      empty={
        <EmptyState icon={<PlugZap />} title="Not tested yet">
          A test calls the model just as a run would, and asks for a short answer.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<Test>[] = [
  { header: 'Result', cell: ({ passed }) => <PassedBadge passed={passed} /> },
  {
    header: 'What it said',
    cell: ({ message, fix, providerModelId }) => (
      <span className="min-w-0">
        <span className="line-clamp-4 wrap-anywhere" title={message}>
          {message}
        </span>
        {fix && <span className="block text-xs wrap-anywhere text-muted">{fix}</span>}
        <span className="block font-mono text-xs break-all text-muted">{providerModelId}</span>
      </span>
    ),
  },
  {
    header: 'Took',
    cell: ({ latencyMs }) => (
      <span className="whitespace-nowrap tabular-nums">{milliseconds(latencyMs)}</span>
    ),
  },
  {
    header: 'When and who',
    cell: ({ at, requestedBy }) => (
      <span className="min-w-0">
        <RelativeTime value={at} />
        <span className="block text-xs wrap-anywhere text-muted">{requestedBy}</span>
      </span>
    ),
  },
];
