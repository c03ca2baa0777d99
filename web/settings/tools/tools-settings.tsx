'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { PageHeader } from '@/ui/page-header';
import { useChosenProject } from '../use-chosen-project';
import { ToolList } from './tool-list';

// Fetched when it is first opened.
const ToolDialog = later(() => import('./tool-dialog').then((module) => module.ToolDialog));

export function ToolsSettings() {
  const { project, choice, meanwhile } = useChosenProject();
  const [adding, setAdding] = useState(false);
  const add = project && project.viewerRole !== 'VIEWER' ? () => setAdding(true) : undefined;
  return (
    <>
      <PageHeader
        title="Tools"
        description="What prompts of the project may offer their model: a described HTTP request, or the tools of an MCP server. Where a tool calls is fixed here; a model fills in its arguments."
        actions={
          <>
            {choice}
            {add && (
              <Button variant="primary" icon={<Plus />} onClick={add}>
                New tool
              </Button>
            )}
          </>
        }
      />
      {project ? <ToolList key={project.id} project={project} onAdd={add} /> : meanwhile}
      {adding && project && <ToolDialog projectId={project.id} onClose={() => setAdding(false)} />}
    </>
  );
}
