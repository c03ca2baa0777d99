'use client';

import { History } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelChangeKind, ModelChangesQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { EmptyState } from '@/ui/empty-state';
import { Folded } from '@/ui/folded';
import { RelativeTime } from '@/ui/relative-time';
import { type Column, Table } from '@/ui/table';
import { sayValue } from './say-value';

const ModelChanges = graphql(`
  query ModelChanges($reference: String!, $after: String) {
    model(reference: $reference) {
      id
      changes(first: 20, after: $after) {
        totalCount
        nodes {
          at
          by
          kind
          fields {
            field
            label
            secret
            from
            to
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

type Change = NonNullable<ModelChangesQuery['model']>['changes']['nodes'][number];
type FieldChange = Change['fields'][number];

const kinds = {
  ADDED: 'Added',
  REACTIVATED: 'Brought back',
  UPDATED: 'Changed',
  SWITCHED_ON: 'Switched on',
  SWITCHED_OFF: 'Switched off',
  DELETED: 'Deleted',
} satisfies Record<ModelChangeKind, string>;

/** Who changed what and when; of secrets only that they were replaced. */
export function ChangeHistory({ reference }: { reference: string }) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: ModelChanges,
    variables: { reference, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const changes = data?.model?.changes;
  if (error && !changes) return <LoadFailure what="The changes" error={error} onRetry={retry} />;
  return (
    <Table
      label="Changes"
      noun={['change', 'changes']}
      columns={columns}
      rows={changes?.nodes}
      rowId={({ at, kind, by }) => `${at} ${kind} ${by}`}
      total={changes?.totalCount}
      onMore={pages.more(changes)}
      loadingMore={fetching}
      empty={
        <EmptyState icon={<History />} title="No changes yet">
          Whoever changes the model is listed here, with what they changed.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<Change>[] = [
  {
    header: 'What',
    cell: ({ kind, fields }) => (
      <div className="min-w-0">
        <span className="font-medium">{kinds[kind]}</span>
        <FieldChanges fields={fields} isNew={kind === 'ADDED' || kind === 'REACTIVATED'} />
      </div>
    ),
  },
  {
    header: 'When and who',
    cell: ({ at, by }) => (
      <span className="min-w-0">
        <RelativeTime value={at} />
        <span className="block text-xs wrap-anywhere text-muted">{by}</span>
      </span>
    ),
  },
];

const linesAtOnce = 4;

function FieldChanges({ fields, isNew }: { fields: readonly FieldChange[]; isNew: boolean }) {
  if (fields.length === 0) return null;
  const lines = (
    <ul className="mt-0.5 flex flex-col gap-0.5 text-xs text-muted">
      {fields.map((change) => (
        <li key={change.field} className="wrap-anywhere">
          <span className="text-ink">{change.label}</span> <Values change={change} isNew={isNew} />
        </li>
      ))}
    </ul>
  );
  if (fields.length <= linesAtOnce) return lines;
  return <Folded what={`${fields.length} fields`}>{lines}</Folded>;
}

function Values({ change: { secret, from, to }, isNew }: { change: FieldChange; isNew: boolean }) {
  if (secret) return isNew ? 'entered' : 'replaced';
  if (isNew && (from === null || from === undefined)) return sayValue(to);
  return (
    <>
      {sayValue(from)} <span aria-hidden>→</span>
      <span className="sr-only">became</span> {sayValue(to)}
    </>
  );
}
