'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { ArchiveDialog } from '@/ui/archive-dialog';
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

interface ArchiveProjectDialogProps {
  project: Project;
  onClose(): void;
  onDone(): void;
}

/** Archives a project, or restores one that is archived. */
export function ArchiveProjectDialog({ project, onClose, onDone }: ArchiveProjectDialogProps) {
  const [archive] = useDeed(Archive);
  const restoring = project.archivedAt !== null;

  return (
    <ArchiveDialog
      name={project.name}
      restoring={restoring}
      archives="It leaves the lists and takes no changes. Nothing is deleted, and it can be restored."
      restores="It returns to the active projects with everything in it."
      onConfirm={() => archive({ projectId: project.id, archived: !restoring })}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
