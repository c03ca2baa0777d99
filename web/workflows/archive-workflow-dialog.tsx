'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ArchiveDialog } from '@/ui/archive-dialog';

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
  workflow: { id: string; name: string; archivedAt?: string | null };
  onClose(): void;
  onDone(): void;
}

/** Archives a workflow, or restores one that is archived. */
export function ArchiveWorkflowDialog({ workflow, onClose, onDone }: ArchiveWorkflowDialogProps) {
  const [archive] = useDeed(Archive);
  const restoring = workflow.archivedAt != null;

  return (
    <ArchiveDialog
      name={workflow.name}
      restoring={restoring}
      archives="It leaves the list and can no longer be changed or run. Its versions and runs are kept, and it can be restored."
      restores="It can be changed and run again."
      onConfirm={() => archive({ workflowId: workflow.id, archived: !restoring })}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
