'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';
import type { Project } from './project-list';

const Archive = graphql(`
  mutation ArchiveProject($projectId: ID!, $archived: Boolean!) {
    archiveProject(input: { projectId: $projectId, archived: $archived }) {
      ... on ArchiveProjectPayload {
        project {
          id
          archivedAt
        }
      }
      ...Failure
    }
  }
`);

interface ArchiveDialogProps {
  project: Project;
  onClose(): void;
  onDone(): void;
}

/** Archives a project, or restores one that is archived. */
export function ArchiveDialog({ project, onClose, onDone }: ArchiveDialogProps) {
  const [archive] = useDeed(Archive);
  const restoring = project.archivedAt !== null;

  async function confirm(): Promise<string | undefined> {
    const outcome = await archive({ projectId: project.id, archived: !restoring });
    if (!outcome.ok) return outcome.message;
    toast.success(`${project.name} is ${restoring ? 'restored' : 'archived'}`);
    onDone();
    return undefined;
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={restoring ? `Restore ${project.name}?` : `Archive ${project.name}?`}
      action={restoring ? 'Restore' : 'Archive'}
      variant="primary"
      onConfirm={confirm}
    >
      {restoring
        ? 'It returns to the active projects with everything in it.'
        : 'It leaves the lists and takes no changes. Nothing is deleted, and it can be restored.'}
    </ConfirmDialog>
  );
}
