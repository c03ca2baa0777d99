'use client';

import { Mail } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { InvitationsQuery } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { EmptyState } from '@/ui/empty-state';
import { RelativeTime } from '@/ui/relative-time';
import { Table, type Column } from '@/ui/table';
import { toast } from '@/ui/toast';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';

const Invitations = graphql(`
  query Invitations($after: String) {
    organization {
      id
      invitations(first: 20, after: $after) {
        totalCount
        nodes {
          id
          email
          role
          state
          expiresAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const Revoke = graphql(`
  mutation RevokeInvitation($invitationId: ID!) {
    revokeInvitation(input: { invitationId: $invitationId }) {
      ... on RevokeInvitationPayload {
        invitation {
          id
          state
        }
      }
      ...Failure
    }
  }
`);

type Invitation = InvitationsQuery['organization']['invitations']['nodes'][number];

/** Invitations that nobody has answered yet. For admins. */
export function InvitationList({ onInvite }: { onInvite(): void }) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: Invitations,
    variables: { after: pages.after },
  });
  const [revoking, setRevoking] = useState<Invitation>();
  const [revoke] = useDeed(Revoke);
  const columns = useMemo(() => columnsOf(setRevoking), []);

  async function confirm(): Promise<string | undefined> {
    if (!revoking) return undefined;
    const outcome = await revoke({ invitationId: revoking.id });
    if (!outcome.ok) return outcome.message;
    toast.success('The invitation is withdrawn');
    pages.restart();
    return undefined;
  }

  const invitations = data?.organization.invitations;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-base font-semibold tracking-tight">Invitations</h2>
      {error && !invitations ? (
        <LoadFailure what="The invitations" error={error} onRetry={retry} />
      ) : (
        <Table
          label="Invitations"
          noun={['invitation', 'invitations']}
          columns={columns}
          rows={invitations?.nodes}
          rowId={(invitation) => invitation.id}
          total={invitations?.totalCount}
          onMore={pages.more(invitations)}
          loadingMore={fetching}
          empty={
            <EmptyState
              icon={<Mail />}
              title="No open invitations"
              action={<Button onClick={onInvite}>Invite</Button>}
            >
              Invite somebody and hand them the link. It works for seven days.
            </EmptyState>
          }
        />
      )}
      <ConfirmDialog
        open={revoking !== undefined}
        onOpenChange={(open) => !open && setRevoking(undefined)}
        title="Withdraw the invitation?"
        action="Withdraw"
        onConfirm={confirm}
      >
        The link for {revoking?.email} stops working at once.
      </ConfirmDialog>
    </section>
  );
}

function columnsOf(onRevoke: (invitation: Invitation) => void): Column<Invitation>[] {
  return [
    {
      header: 'Email',
      cell: (invitation) => <span className="min-w-0 font-medium break-all">{invitation.email}</span>,
    },
    {
      header: 'Role',
      cell: (invitation) =>
        invitation.role === 'ADMIN' ? <Badge tone="accent">Admin</Badge> : <Badge>Member</Badge>,
    },
    {
      header: 'Expires',
      cell: (invitation) =>
        invitation.state === 'EXPIRED' ? (
          <Badge tone="warning">Expired</Badge>
        ) : (
          <RelativeTime value={invitation.expiresAt} />
        ),
    },
    {
      header: 'Actions',
      action: true,
      cell: (invitation) => (
        <span className="flex md:justify-end">
          <Button size="sm" onClick={() => onRevoke(invitation)}>
            Withdraw<span className="sr-only"> the invitation of {invitation.email}</span>
          </Button>
        </span>
      ),
    },
  ];
}
