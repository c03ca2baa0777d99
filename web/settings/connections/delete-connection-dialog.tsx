'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';

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

/** What still uses it is named by the refusal, and the dialog stays. */
export function DeleteConnectionDialog({ connection, onClose, onDone }: DeleteConnectionDialogProps) {
  const [remove] = useDeed(Delete);
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
      onConfirm={confirm}
    >
      Its secret is deleted with it. This cannot be undone. While tools or workflows use it, nothing is
      deleted and they are named.
    </ConfirmDialog>
  );
}
