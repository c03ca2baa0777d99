'use client';

import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ProjectRole } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Dialog, DialogBody } from '@/ui/dialog';
import { EmptyState } from '@/ui/empty-state';
import { IconButton } from '@/ui/icon-button';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { Trash2 } from 'lucide-react';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';
import { AddProjectMember } from './add-project-member';
import type { Project } from './project-list';
import { projectRoleLabels, projectRoleOptions } from './project-roles';

const ProjectMembers = graphql(`
  query ProjectMembers($projectId: ID!, $after: String) {
    node(id: $projectId) {
      ... on Project {
        id
        members(first: 50, after: $after) {
          totalCount
          nodes {
            role
            member {
              id
              isViewer
              person {
                name
                email
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

const SetRole = graphql(`
  mutation SetProjectMember($projectId: ID!, $memberId: ID!, $role: ProjectRole) {
    setProjectMember(input: { projectId: $projectId, memberId: $memberId, role: $role }) {
      ... on SetProjectMemberPayload {
        project {
          id
          memberCount
        }
      }
      ...Failure
    }
  }
`);

interface ProjectMembersDialogProps {
  project: Project;
  onClose(): void;
}

/** Who has a role of their own in one project; its admins change it. */
export function ProjectMembersDialog({ project, onClose }: ProjectMembersDialogProps) {
  const pages = usePages();
  const [{ data, error }, retry] = useQuery({
    query: ProjectMembers,
    variables: { projectId: project.id, after: pages.after },
  });
  const [setRole, pending] = useDeed(SetRole);
  const [problem, setProblem] = useState<string>();
  const mayChange = project.viewerRole === 'ADMIN' && project.archivedAt === null;

  async function change(memberId: string, role: ProjectRole | null) {
    const outcome = await setRole({ projectId: project.id, memberId, role });
    setProblem(outcome.ok ? undefined : outcome.message);
    if (outcome.ok) pages.restart();
  }

  const members = data?.node && 'members' in data.node ? data.node.members : undefined;
  const more = pages.more(members);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={`Members of ${project.name}`}
      description="Admins of the organisation reach every project and need no role here."
    >
      <DialogBody>
        {mayChange && (
          <AddProjectMember
            present={members?.nodes.map(({ member }) => member.id) ?? []}
            pending={pending}
            onAdd={change}
          />
        )}
        {problem && <Notice tone="danger">{problem}</Notice>}
        {error && !members && <LoadFailure what="The members" error={error} onRetry={retry} />}
        {!error && !members && <Skeleton className="h-24 w-full" />}
        {members?.nodes.length === 0 && <EmptyState title="Nobody has a role of their own here yet" />}
        {members && members.nodes.length > 0 && (
          <ul
            aria-label={`${members.totalCount} members`}
            className="divide-y divide-line rounded-md border border-line"
          >
            {members.nodes.map(({ role, member }) => (
              <li key={member.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
                <span className="min-w-0 flex-1 basis-40">
                  <span className="block truncate text-sm font-medium">{member.person.name}</span>
                  <span className="block truncate text-xs text-muted">{member.person.email}</span>
                </span>
                {mayChange ? (
                  <>
                    <Select
                      aria-label={`Role of ${member.person.name}`}
                      options={projectRoleOptions}
                      value={role}
                      disabled={pending}
                      onValueChange={(next) => change(member.id, next)}
                      className="w-36"
                    />
                    <IconButton
                      label={`Take ${member.person.name} out of the project`}
                      disabled={pending}
                      onClick={() => change(member.id, null)}
                    >
                      <Trash2 />
                    </IconButton>
                  </>
                ) : (
                  <span className="text-sm text-muted">{projectRoleLabels[role]}</span>
                )}
              </li>
            ))}
          </ul>
        )}
        {more && (
          <Button onClick={more} className="self-center">
            Show more
          </Button>
        )}
      </DialogBody>
    </Dialog>
  );
}
