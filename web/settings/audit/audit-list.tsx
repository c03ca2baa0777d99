'use client';

import { ScrollText } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { AuditEventsQuery } from '@/graphql/generated/graphql';
import { Badge } from '@/ui/badge';
import { EmptyState } from '@/ui/empty-state';
import { Folded } from '@/ui/folded';
import { RelativeTime } from '@/ui/relative-time';
import { Table, type Column } from '@/ui/table';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';
import { detailLines, sayAction } from './say-event';

const AuditEvents = graphql(`
  query AuditEvents($action: String, $after: String) {
    organization {
      id
      auditEvents(first: 50, after: $after, action: $action) {
        totalCount
        nodes {
          id
          at
          actorKind
          actorName
          action
          subjectName
          details
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type AuditEvent = AuditEventsQuery['organization']['auditEvents']['nodes'][number];

export function AuditList({ action }: { action: string | null }) {
  const pages = usePages({ action });
  const [{ data, error, fetching, operation }, retry] = useQuery({
    query: AuditEvents,
    variables: { action, after: pages.after },
    // Others write it too: what was read before may have grown.
    requestPolicy: 'cache-and-network',
  });

  const events = data?.organization.auditEvents;
  if (error && !events) return <LoadFailure what="The audit" error={error} onRetry={retry} />;
  return (
    <Table
      label="Audit events"
      noun={['event', 'events']}
      columns={columns}
      rows={events?.nodes}
      outdated={pages.isOutdated(operation)}
      rowId={(event) => event.id}
      total={events?.totalCount}
      onMore={pages.more(events)}
      loadingMore={fetching && pages.after !== null}
      empty={
        <EmptyState icon={<ScrollText />} title="Nothing here yet">
          Changes of this kind will be listed here.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<AuditEvent>[] = [
  { header: 'When', cell: (event) => <RelativeTime value={event.at} /> },
  {
    header: 'Who',
    cell: (event) => (
      <span className="min-w-0">
        {event.actorName} {event.actorKind !== 'person' && <Badge>{event.actorKind}</Badge>}
      </span>
    ),
  },
  {
    header: 'What',
    cell: (event) => (
      <div className="min-w-0">
        <span className="font-medium">{sayAction(event.action)}</span>
        <span className="block wrap-anywhere text-muted">{event.subjectName}</span>
        <Details lines={detailLines(event.details)} />
      </div>
    ),
  },
];

const linesAtOnce = 3;

/** A model that was added has a dozen of them: the list stays one that can be read from top to bottom. */
function Details({ lines }: { lines: string[] }) {
  const few = lines.length <= linesAtOnce;
  const paragraphs = lines.map((line) => (
    <span key={line} className="block text-xs wrap-anywhere text-muted">
      {line}
    </span>
  ));
  if (few) return paragraphs;
  return <Folded what={`${lines.length} details`}>{paragraphs}</Folded>;
}
