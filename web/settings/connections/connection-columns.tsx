'use client';

import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import type { ProjectRole } from '@/graphql/generated/graphql';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Menu, MenuItem } from '@/ui/menu';
import type { Column } from '@/ui/table';
import { connectionKinds } from './connection-kinds';
import type { Connection } from './connection-documents';

export interface ConnectionDeed {
  kind: 'edit' | 'test' | 'delete';
  connection: Connection;
}

export function connectionColumns(
  role: ProjectRole,
  onChoose: (deed: ConnectionDeed) => void,
): Column<Connection>[] {
  const name: Column<Connection> = {
    header: 'Name',
    cell: ({ name, setup }) => (
      <span className="min-w-0">
        <span className="font-medium">{name}</span>
        {setup && <span className="block font-mono text-xs break-all text-muted">{setup.origin}</span>}
      </span>
    ),
  };
  if (role === 'VIEWER') return [name];
  return [
    name,
    { header: 'Signs in by', cell: ({ setup }) => setup && connectionKinds[setup.kind].label },
    {
      header: 'Secret',
      cell: ({ setup }) => (
        <span className="font-mono text-xs">
          {setup?.fields.flatMap(({ mask }) => mask ?? []).join(', ')}
        </span>
      ),
    },
    {
      header: 'Actions',
      action: true,
      cell: (connection) => (
        <span className="flex items-center gap-1 md:justify-end">
          <Button size="sm" onClick={() => onChoose({ kind: 'test', connection })}>
            Test<span className="sr-only"> {connection.name}</span>
          </Button>
          {role === 'ADMIN' && (
            <Menu
              align="end"
              trigger={
                <IconButton label={`Actions for ${connection.name}`}>
                  <Ellipsis />
                </IconButton>
              }
            >
              <MenuItem icon={<Pencil />} onClick={() => onChoose({ kind: 'edit', connection })}>
                Edit
              </MenuItem>
              <MenuItem danger icon={<Trash2 />} onClick={() => onChoose({ kind: 'delete', connection })}>
                Delete
              </MenuItem>
            </Menu>
          )}
        </span>
      ),
    },
  ];
}
