'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';
import { BoundUsersList, useBoundUsers } from '../bound-users';

const Delete = graphql(`
  mutation DeleteTool($toolId: ID!) {
    deleteTool(input: { toolId: $toolId }) {
      ... on DeleteToolPayload {
        deletedId
      }
      ...Failure
    }
  }
`);

interface DeleteToolDialogProps {
  tool: { id: string; name: string };
  onClose(): void;
  onDone(): void;
}

/** The workflows that bind it are named first; who begins to meanwhile is named by the refusal. */
export function DeleteToolDialog({ tool, onClose, onDone }: DeleteToolDialogProps) {
  const [remove] = useDeed(Delete);
  const bound = useBoundUsers(tool.id);
  async function confirm(): Promise<string | undefined> {
    const outcome = await remove({ toolId: tool.id });
    if (!outcome.ok) return outcome.message;
    toast.success(`${tool.name} is deleted`);
    onDone();
    return undefined;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${tool.name}?`}
      action="Delete"
      disabled={(bound.users?.count ?? 0) > 0}
      onConfirm={confirm}
    >
      <BoundUsersList {...bound} what="tool" />
      <p className="mt-2">Deleting cannot be undone.</p>
    </ConfirmDialog>
  );
}
