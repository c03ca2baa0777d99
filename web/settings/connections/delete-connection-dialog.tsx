'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';
import { BoundUsersList, useBoundUsers } from '../bound-users';

const Delete = graphql(`
  mutation DeleteConnection($connectionId: ID!) {
    deleteConnection(input: { connectionId: $connectionId }) {
      ... on DeleteConnectionPayload {
        deletedId
      }
      ...Failure
    }
  }
`);

interface DeleteConnectionDialogProps {
  connection: { id: string; name: string };
  onClose(): void;
  onDone(): void;
}

/** What uses it is named first; what begins to meanwhile is named by the refusal. */
export function DeleteConnectionDialog({ connection, onClose, onDone }: DeleteConnectionDialogProps) {
  const [remove] = useDeed(Delete);
  const bound = useBoundUsers(connection.id);
  async function confirm(): Promise<string | undefined> {
    const outcome = await remove({ connectionId: connection.id });
    if (!outcome.ok) return outcome.message;
    toast.success(`${connection.name} is deleted`);
    onDone();
    return undefined;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${connection.name}?`}
      action="Delete"
      disabled={(bound.users?.count ?? 0) > 0}
      onConfirm={confirm}
    >
      <BoundUsersList {...bound} what="connection" />
      <p className="mt-2">Its secret is deleted with it, which cannot be undone.</p>
    </ConfirmDialog>
  );
}
