'use client';

import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ProjectRole } from '@/graphql/generated/graphql';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { Select } from '@/ui/select';
import { projectRoleOptions } from './project-roles';

const Candidates = graphql(`
  query ProjectMemberCandidates {
    organization {
      id
      members(first: 100) {
        totalCount
        nodes {
          id
          role
          person {
            name
            email
          }
        }
      }
    }
  }
`);

interface AddProjectMemberProps {
  /** Members who have a role here already. */
  present: readonly string[];
  pending: boolean;
  onAdd(memberId: string, role: ProjectRole): Promise<void>;
}

export function AddProjectMember({ present, pending, onAdd }: AddProjectMemberProps) {
  const [{ data }] = useQuery({ query: Candidates });
  const [memberId, setMemberId] = useState<string | null>(null);
  const [role, setRole] = useState<ProjectRole>('CONTRIBUTOR');

  const members = data?.organization.members;
  const options = (members?.nodes ?? []).map(({ id, role: organizationRole, person }) => ({
    value: id,
    label: person.name,
    description: reasonAgainst(present.includes(id), organizationRole === 'ADMIN') ?? person.email,
    disabled: present.includes(id) || organizationRole === 'ADMIN',
  }));
  const unlisted = (members?.totalCount ?? 0) - options.length;

  async function add() {
    if (memberId === null) return;
    await onAdd(memberId, role);
    setMemberId(null);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 flex-1 basis-48">
          <Combobox
            aria-label="Member to add"
            placeholder="Add a member of the organisation"
            empty="No member of the organisation has this name."
            options={options}
            value={memberId}
            onValueChange={setMemberId}
          />
        </div>
        <Select
          aria-label="Role in the project"
          options={projectRoleOptions}
          value={role}
          onValueChange={setRole}
          className="w-36"
        />
        <Button variant="primary" onClick={add} disabled={memberId === null} pending={pending}>
          Add
        </Button>
      </div>
      {unlisted > 0 && (
        <p className="text-xs text-muted">
          The first 100 members are offered; {unlisted} more can be added through the GraphQL API.
        </p>
      )}
    </div>
  );
}

function reasonAgainst(present: boolean, admin: boolean): string | undefined {
  if (admin) return 'Admin of the organisation: reaches every project already';
  return present ? 'Has a role here already' : undefined;
}
