'use client';

import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelTestsQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { milliseconds } from '@/settings/system/milliseconds';
import { usePages } from '@/settings/use-pages';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Notice } from '@/ui/notice';
import { RelativeTime } from '@/ui/relative-time';
import { type Column, Table } from '@/ui/table';
import { ConnectionTestResult } from '../form/connection-test-result';
import { setupOf, valuesOfSaved } from '../form/model-form-values';
import { useConnectionTest } from '../form/use-connection-test';
import { PassedBadge } from '../model-badges';
import type { ModelDetails } from './model-details-query';

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

/** What came of each test, and a way to make another of what is saved. */
export function TestHistory({ model }: { model: ModelDetails }) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: ModelTests,
    variables: { reference: model.reference, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const tests = data?.model?.tests;
  return (
    <section aria-labelledby="connection-tests" className="flex flex-col gap-3">
      <h2 id="connection-tests" className="text-base font-semibold tracking-tight">
        Connection tests
      </h2>
      {model.status !== 'DELETED' && <TestAgain model={model} onTest={pages.restart} />}
      {error && !tests ? (
        <LoadFailure what="The connection tests" error={error} onRetry={retry} />
      ) : (
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
      )}
    </section>
  );
}

function TestAgain({ model, onTest }: { model: ModelDetails; onTest(): void }) {
  const [refusal, setRefusal] = useState<string>();
  const fieldNames = model.fields?.map(({ name }) => name) ?? [];
  // Blank secrets: the saved ones stand in for them.
  const test = useConnectionTest(setupOf(valuesOfSaved(model), fieldNames), model.id);

  function run() {
    setRefusal(undefined);
    onTest();
    test.run((failure) => setRefusal(failure.message));
  }

  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">
          A test calls the model as it is saved now, and is billed by its provider.
        </p>
        <Button icon={<PlugZap />} onClick={run} pending={test.running}>
          Test connection
        </Button>
      </div>
      <ConnectionTestResult test={test} priced={model.inputCost !== null && model.outputCost !== null} />
      {refusal && <Notice tone="danger">{refusal}</Notice>}
    </>
  );
}

const columns: readonly Column<Test>[] = [
  {
    header: 'Result',
    cell: ({ passed }) => <PassedBadge passed={passed} />,
  },
  {
    header: 'What it said',
    cell: ({ message, fix, providerModelId }) => (
      <span className="min-w-0">
        <span className="break-words">{message}</span>
        {fix && <span className="block text-xs break-words text-muted">{fix}</span>}
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
  { header: 'When', cell: ({ at }) => <RelativeTime value={at} /> },
  { header: 'Who', cell: ({ requestedBy }) => requestedBy },
];
