'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { PageHeader } from '@/ui/page-header';
import { Tabs } from '@/ui/tabs';
import { ProjectList } from './project-list';

// Fetched when it is first opened.
const ProjectDialog = later(() => import('./project-dialog').then((module) => module.ProjectDialog));

export function ProjectsSettings() {
  const isAdmin = useIsAdmin();
  const [creating, setCreating] = useState(false);
  const create = isAdmin ? () => setCreating(true) : undefined;
  return (
    <>
      <PageHeader
        title="Projects"
        description="Workflows live in projects, and each project says who may do what in it. Admins of the organisation reach all of them."
        actions={
          create && (
            <Button variant="primary" icon={<Plus />} onClick={create}>
              New project
            </Button>
          )
        }
      />
      <Tabs
        label="Which projects"
        tabs={[
          { value: 'active', label: 'Active', content: <ProjectList archived={false} onCreate={create} /> },
          { value: 'archived', label: 'Archived', content: <ProjectList archived onCreate={create} /> },
        ]}
      />
      {creating && <ProjectDialog onClose={() => setCreating(false)} />}
    </>
  );
}
