'use client';

import { useState } from 'react';
import { PageHeader } from '@/ui/page-header';
import { Select } from '@/ui/select';
import { AdminsOnly } from '../admins-only';
import { AuditList } from './audit-list';

const filters = [
  { value: 'all', label: 'Everything' },
  { value: 'organization.', label: 'Organisation' },
  { value: 'member.', label: 'Members' },
  { value: 'invitation.', label: 'Invitations' },
  { value: 'project.', label: 'Projects' },
  { value: 'connection.', label: 'Connections' },
  { value: 'tool.', label: 'Tools' },
  { value: 'api-key.', label: 'API keys' },
  { value: 'model.', label: 'Models' },
  { value: 'workflow.', label: 'Workflows' },
  { value: 'run.', label: 'Runs' },
  { value: 'budget.', label: 'Budgets' },
] as const;

export function AuditSettings() {
  const [action, setAction] = useState<(typeof filters)[number]['value']>('all');
  return (
    <>
      <PageHeader
        title="Audit"
        description="Every change of settings, members and keys: who, when, what. It cannot be edited, by anybody."
      />
      <AdminsOnly what="the audit">
        <div className="flex flex-col gap-3">
          <Select
            aria-label="Which events"
            options={filters}
            value={action}
            onValueChange={setAction}
            className="max-w-48"
          />
          {/* Another filter is another list, read from its start. */}
          <AuditList action={action === 'all' ? null : action} />
        </div>
      </AdminsOnly>
    </>
  );
}
