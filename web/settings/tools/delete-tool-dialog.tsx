'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';

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

/** The workflows that still bind it are named by the refusal, and the dialog stays. */
export function DeleteToolDialog({ tool, onClose, onDone }: DeleteToolDialogProps) {
  const [remove] = useDeed(Delete);
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
      onConfirm={confirm}
    >
      This cannot be undone. While workflows bind it, nothing is deleted and they are named.
    </ConfirmDialog>
  );
}
