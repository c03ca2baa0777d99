'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';
import type { Workflow } from './workflow-list';

const Archive = graphql(`
  mutation ArchiveWorkflow($workflowId: ID!, $archived: Boolean!) {
    archiveWorkflow(input: { workflowId: $workflowId, archived: $archived }) {
      ... on ArchiveWorkflowPayload {
        workflow {
          id
          archivedAt
        }
      }
      ...Failure
    }
  }
`);

interface ArchiveWorkflowDialogProps {
  workflow: Workflow;
  onClose(): void;
  onDone(): void;
}

/** Archives a workflow, or restores one that is archived. */
export function ArchiveWorkflowDialog({ workflow, onClose, onDone }: ArchiveWorkflowDialogProps) {
  const [archive] = useDeed(Archive);
  const restoring = workflow.archivedAt !== null;

  async function confirm(): Promise<string | undefined> {
    const outcome = await archive({ workflowId: workflow.id, archived: !restoring });
    if (!outcome.ok) return outcome.message;
    toast.success(`${workflow.name} is ${restoring ? 'restored' : 'archived'}`);
    onDone();
    return undefined;
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={restoring ? `Restore ${workflow.name}?` : `Archive ${workflow.name}?`}
      action={restoring ? 'Restore' : 'Archive'}
      variant="primary"
      onConfirm={confirm}
    >
      {restoring
        ? 'It can be changed and run again.'
        : 'It leaves the list and can no longer be changed or run. Its versions and runs are kept, and it can be restored.'}
    </ConfirmDialog>
  );
}
