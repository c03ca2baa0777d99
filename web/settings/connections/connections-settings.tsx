'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { PageHeader } from '@/ui/page-header';
import { useChosenProject } from '../use-chosen-project';
import { ConnectionList } from './connection-list';

// Fetched when it is first opened.
const ConnectionDialog = later(() => import('./connection-dialog').then((module) => module.ConnectionDialog));

export function ConnectionsSettings() {
  const { project, choice, meanwhile } = useChosenProject();
  const [adding, setAdding] = useState(false);
  const add = project?.viewerRole === 'ADMIN' ? () => setAdding(true) : undefined;
  return (
    <>
      <PageHeader
        title="Connections"
        description="A connection holds a secret for one address. Tools and HTTP steps of the project use it; nobody can read the secret back, and it is sent nowhere else."
        actions={
          <>
            {choice}
            {add && (
              <Button variant="primary" icon={<Plus />} onClick={add}>
                New connection
              </Button>
            )}
          </>
        }
      />
      {project ? <ConnectionList key={project.id} project={project} onAdd={add} /> : meanwhile}
      {adding && project && <ConnectionDialog projectId={project.id} onClose={() => setAdding(false)} />}
    </>
  );
}
