'use client';

import { FolderKanban } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ProjectRole } from '@/graphql/generated/graphql';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { useAskedProjects } from '@/workflows/use-projects';
import { LoadFailure } from './load-failure';

interface ChosenProject {
  project: { id: string; name: string; viewerRole: ProjectRole } | undefined;
  /** Nothing to choose where there is one. */
  choice: ReactNode;
  /** What stands there while there is none, or none of the reader's. */
  meanwhile: ReactNode;
}

/** Which project's settings are shown: what belongs to a project stands beside what is the organisation's. */
export function useChosenProject(): ChosenProject {
  const { projects, error, ask } = useAskedProjects();
  const [chosen, setChosen] = useState<string>();
  const project = projects?.find(({ id }) => id === chosen) ?? projects?.[0];
  return {
    project,
    choice: projects && projects.length > 1 && project && (
      <Select
        aria-label="Project"
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        value={project.id}
        onValueChange={setChosen}
        className="max-w-56"
      />
    ),
    meanwhile: projects ? (
      <Card>
        <EmptyState icon={<FolderKanban />} title="You are in no project">
          What is described here belongs to a project. An admin of the organisation can add you to one.
        </EmptyState>
      </Card>
    ) : error ? (
      <LoadFailure what="The projects" error={error} onRetry={ask} />
    ) : (
      <Skeleton className="h-48 w-full" />
    ),
  };
}
