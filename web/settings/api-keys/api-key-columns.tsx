'use client';

import { useState } from 'react';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { RelativeTime } from '@/ui/relative-time';
import type { Column } from '@/ui/table';
import { projectRoleLabels } from '../projects/project-roles';
import type { ApiKey } from './api-key-list';
import { scopeLabels } from './scopes';

export function apiKeyColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  return [
    {
      header: 'Name',
      cell: (key) => (
        <span className="min-w-0">
          <span className="font-medium">{key.name}</span>
          <span className="block font-mono text-xs text-muted">{key.prefix}…</span>
        </span>
      ),
    },
    {
      header: 'Access',
      cell: (key) => (
        <span className="min-w-0">
          <span className="block">{reach(key)}</span>
          <span className="block text-xs text-muted">
            {key.scopes.map((scope) => scopeLabels[scope]).join(', ')}
          </span>
        </span>
      ),
    },
    {
      header: 'Made by',
      cell: (key) => key.createdBy?.name ?? <span className="text-muted">No longer here</span>,
    },
    {
      header: 'Last used',
      cell: (key) => {
        const moment = key.lastUsedAt;
        return moment === null ? <span className="text-muted">Never</span> : <RelativeTime value={moment} />;
      },
    },
    {
      header: 'Expires',
      cell: (key) => <Expiry moment={key.expiresAt} />,
    },
    {
      header: 'Actions',
      action: true,
      cell: (key) =>
        key.revokedAt === null && (
          <span className="flex md:justify-end">
            <Button size="sm" onClick={() => onRevoke(key)}>
              Revoke<span className="sr-only"> {key.name}</span>
            </Button>
          </span>
        ),
    },
  ];
}

function reach(key: ApiKey): string {
  if (key.project && key.projectRole) return `${projectRoleLabels[key.projectRole]} in ${key.project.name}`;
  return key.role === 'ADMIN' ? 'Admin' : 'Member';
}

function Expiry({ moment }: { moment: string | null }) {
  const [now] = useState(() => Date.now());
  if (moment === null) return <span className="text-muted">Never</span>;
  return Date.parse(moment) < now ? <Badge tone="warning">Expired</Badge> : <RelativeTime value={moment} />;
}
