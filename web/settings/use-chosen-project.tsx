'use client';

import { useState, type ReactNode } from 'react';
import type { ProjectRole } from '@/graphql/generated/graphql';
import { Select } from '@/ui/select';
import { useProjects } from '@/workflows/use-projects';

interface ChosenProject {
  project: { id: string; name: string; viewerRole: ProjectRole } | undefined;
  /** Nothing to choose where there is one. */
  choice: ReactNode;
}

/** Which project's settings are shown: what belongs to a project stands beside what is the organisation's. */
export function useChosenProject(): ChosenProject {
  const projects = useProjects();
  const [chosen, setChosen] = useState<string>();
  const project = projects.find(({ id }) => id === chosen) ?? projects[0];
  return {
    project,
    choice: projects.length > 1 && project && (
      <Select
        aria-label="Project"
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        value={project.id}
        onValueChange={setChosen}
        className="max-w-56"
      />
    ),
  };
}
