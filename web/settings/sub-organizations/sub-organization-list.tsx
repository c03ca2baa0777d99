'use client';

import { Network } from 'lucide-react';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { SubOrganizationsQuery } from '@/graphql/generated/graphql';
import { useMembership, useViewer } from '@/shell/viewer';
import { Button, LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Notice } from '@/ui/notice';
import { RelativeTime } from '@/ui/relative-time';
import { Table, type Column } from '@/ui/table';
import { LoadFailure } from '../load-failure';

const SubOrganizations = graphql(`
  query SubOrganizations {
    organization {
      id
      parentName
      subOrganizations {
        name
        slug
        createdAt
        hasOwnDefaultModel
      }
    }
    modelPolicy {
      offered
    }
  }
`);

type SubOrganization = SubOrganizationsQuery['organization']['subOrganizations'][number];

export function SubOrganizationList({ onCreate }: { onCreate(): void }) {
  // Each decides for itself about its default, so what is known of it may be old.
  const [{ data, error }, retry] = useQuery({ query: SubOrganizations, requestPolicy: 'cache-and-network' });
  const { viewer } = useViewer();
  const columns = useMemo(
    () => columnsOf(new Set(viewer.memberships.map(({ slug }) => slug))),
    [viewer.memberships],
  );
  if (error && !data) return <LoadFailure what="The sub-organisations" error={error} onRetry={retry} />;
  const rows = data?.organization.subOrganizations;
  return (
    <>
      {data?.organization.parentName && (
        <p className="text-sm text-muted">This organisation stands below {data.organization.parentName}.</p>
      )}
      {data && rows && rows.length > 0 && <OfferNotice offered={data.modelPolicy.offered} />}
      <Table
        label="Sub-organisations"
        noun={['sub-organisation', 'sub-organisations']}
        columns={columns}
        rows={rows}
        rowId={({ slug }) => slug}
        empty={
          <EmptyState
            icon={<Network />}
            title="No sub-organisations yet"
            action={<Button onClick={onCreate}>New sub-organisation</Button>}
          >
            Make one for a department or a customer that keeps its people, keys and workflows to itself, and
            may run on the models that you offer.
          </EmptyState>
        }
      />
    </>
  );
}

function OfferNotice({ offered }: { offered: boolean }) {
  const { slug } = useMembership();
  return (
    <Notice>
      {offered
        ? 'Those without a default model of their own run on the default and fallback that this organisation offers. '
        : 'This organisation offers its default and fallback to nobody. '}
      <Link href={`/${slug}/settings/models`} className="underline underline-offset-2">
        Settings &gt; Models
      </Link>
    </Notice>
  );
}

function columnsOf(mine: ReadonlySet<string>): Column<SubOrganization>[] {
  return [
    {
      header: 'Name',
      cell: ({ name, slug }) => (
        <span className="min-w-0">
          <span className="block font-medium wrap-anywhere">{name}</span>
          <code className="font-mono text-xs break-all text-muted">{slug}</code>
        </span>
      ),
    },
    {
      header: 'Default model',
      cell: ({ hasOwnDefaultModel }) =>
        hasOwnDefaultModel ? 'Its own' : <span className="text-muted">None of its own</span>,
    },
    { header: 'Made', cell: ({ createdAt }) => <RelativeTime value={createdAt} /> },
    {
      header: 'Actions',
      action: true,
      cell: ({ name, slug }) =>
        mine.has(slug) ? (
          <LinkButton size="sm" href={`/${slug}`}>
            Go there<span className="sr-only">, to {name}</span>
          </LinkButton>
        ) : (
          <span className="text-xs text-muted">You are no member</span>
        ),
    },
  ];
}
