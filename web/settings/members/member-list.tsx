'use client';

import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { MembersQuery } from '@/graphql/generated/graphql';
import { useIsAdmin } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { EmptyState } from '@/ui/empty-state';
import { later } from '@/ui/later';
import { RelativeTime } from '@/ui/relative-time';
import { Table, type Column } from '@/ui/table';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';
import { MemberActions, type MemberDeed } from './member-actions';

// Fetched when it is first opened.
const MemberDeedDialog = later(() =>
  import('./member-deed-dialog').then((module) => module.MemberDeedDialog),
);

const Members = graphql(`
  query Members($after: String) {
    organization {
      id
      members(first: 20, after: $after) {
        totalCount
        nodes {
          id
          role
          joinedAt
          isViewer
          person {
            name
            email
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

export type Member = MembersQuery['organization']['members']['nodes'][number];

export function MemberList() {
  const isAdmin = useIsAdmin();
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({ query: Members, variables: { after: pages.after } });
  const [deed, setDeed] = useState<MemberDeed>();
  const columns = useMemo(() => columnsOf(isAdmin, setDeed), [isAdmin]);

  const members = data?.organization.members;
  if (error && !members) return <LoadFailure what="The members" error={error} onRetry={retry} />;
  return (
    <>
      <Table
        label="Members"
        noun={['member', 'members']}
        columns={columns}
        rows={members?.nodes}
        rowId={(member) => member.id}
        total={members?.totalCount}
        onMore={pages.more(members)}
        loadingMore={fetching}
        empty={<EmptyState title="No members" />}
      />
      {deed && <MemberDeedDialog deed={deed} onClose={() => setDeed(undefined)} onDone={pages.restart} />}
    </>
  );
}

function columnsOf(isAdmin: boolean, onChoose: (deed: MemberDeed) => void): Column<Member>[] {
  return [
    {
      header: 'Name',
      cell: (member) => (
        <span className="min-w-0">
          <span className="font-medium">{member.person.name}</span>
          {member.isViewer && <span className="text-muted"> (you)</span>}
          <span className="block truncate text-xs text-muted">{member.person.email}</span>
        </span>
      ),
    },
    {
      header: 'Role',
      cell: (member) =>
        member.role === 'ADMIN' ? <Badge tone="accent">Admin</Badge> : <Badge>Member</Badge>,
    },
    {
      header: 'Joined',
      cell: (member) => <RelativeTime value={member.joinedAt} />,
    },
    {
      header: 'Actions',
      action: true,
      cell: (member) => <MemberActions member={member} isAdmin={isAdmin} onChoose={onChoose} />,
    },
  ];
}
