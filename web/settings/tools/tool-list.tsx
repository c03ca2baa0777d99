'use client';

import { Ellipsis, Pencil, Trash2, Wrench } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import type { ProjectRole } from '@/graphql/generated/graphql';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { IconButton } from '@/ui/icon-button';
import { later } from '@/ui/later';
import { Menu, MenuItem } from '@/ui/menu';
import { type Column, Table } from '@/ui/table';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';
import { DeleteToolDialog } from './delete-tool-dialog';
import { type Tool, Tools } from './tool-documents';
import { readDefinition } from './tool-form-values';

const ToolDialog = later(() => import('./tool-dialog').then((module) => module.ToolDialog));
const TryToolDialog = later(() => import('./try-tool-dialog').then((module) => module.TryToolDialog));

interface ToolDeed {
  kind: 'edit' | 'try' | 'delete';
  tool: Tool;
}

interface ToolListProps {
  project: { id: string; viewerRole: ProjectRole };
  onAdd: (() => void) | undefined;
}

export function ToolList({ project, onAdd }: ToolListProps) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: Tools,
    variables: { projectId: project.id, after: pages.after },
  });
  const [deed, setDeed] = useState<ToolDeed>();
  const columns = useMemo(() => columnsOf(project.viewerRole, setDeed), [project.viewerRole]);
  const close = () => setDeed(undefined);

  const node = data?.node;
  const tools = node && 'tools' in node ? node.tools : undefined;
  if (error && !tools) return <LoadFailure what="The tools" error={error} onRetry={retry} />;
  return (
    <>
      <Table
        label="Tools"
        noun={['tool', 'tools']}
        columns={columns}
        rows={tools?.nodes}
        rowId={({ id }) => id}
        total={tools?.totalCount}
        onMore={pages.more(tools)}
        loadingMore={fetching}
        empty={
          <EmptyState
            icon={<Wrench />}
            title="No tools yet"
            action={onAdd && <Button onClick={onAdd}>New tool</Button>}
          >
            Describe a request that a model may make, try it here, then bind it to a prompt of a workflow.
          </EmptyState>
        }
      />
      {deed?.kind === 'edit' && <ToolDialog projectId={project.id} tool={deed.tool} onClose={close} />}
      {deed?.kind === 'try' && <TryToolDialog tool={deed.tool} onClose={close} />}
      {deed?.kind === 'delete' && (
        <DeleteToolDialog tool={deed.tool} onClose={close} onDone={pages.restart} />
      )}
    </>
  );
}

function columnsOf(role: ProjectRole, onChoose: (deed: ToolDeed) => void): Column<Tool>[] {
  const columns: Column<Tool>[] = [
    {
      header: 'Name',
      cell: ({ name, description, fault }) => (
        <span className="min-w-0">
          <span className="font-mono font-medium break-all">{name}</span>
          <span className="line-clamp-2 max-w-sm text-xs text-muted">{description}</span>
          {fault && <span className="block max-w-sm text-xs text-danger">{fault}</span>}
        </span>
      ),
    },
    {
      header: 'Calls',
      cell: ({ definition, offers }) => {
        const read = readDefinition(definition);
        if (!read) return null;
        return (
          <span className="min-w-0">
            <Badge>{read.kind === 'http' ? read.method : 'MCP'}</Badge>
            {read.kind === 'mcp' && <span className="ml-2 text-xs">{offers.length} chosen</span>}
            <span className="block max-w-xs font-mono text-xs break-all text-muted">{read.url}</span>
          </span>
        );
      },
    },
    {
      header: 'Connection',
      cell: ({ connection }) => connection?.name ?? <span className="text-muted">None</span>,
    },
  ];
  if (role === 'VIEWER') return columns;
  return [
    ...columns,
    {
      header: 'Actions',
      action: true,
      cell: (tool) => (
        <span className="flex items-center gap-1 md:justify-end">
          <Button size="sm" onClick={() => onChoose({ kind: 'try', tool })}>
            Try<span className="sr-only"> {tool.name}</span>
          </Button>
          <Menu
            align="end"
            trigger={
              <IconButton label={`Actions for ${tool.name}`}>
                <Ellipsis />
              </IconButton>
            }
          >
            <MenuItem icon={<Pencil />} onClick={() => onChoose({ kind: 'edit', tool })}>
              Edit
            </MenuItem>
            <MenuItem danger icon={<Trash2 />} onClick={() => onChoose({ kind: 'delete', tool })}>
              Delete
            </MenuItem>
          </Menu>
        </span>
      ),
    },
  ];
}
