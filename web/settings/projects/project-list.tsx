'use client';

import { Archive, FolderKanban } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ProjectsQuery } from '@/graphql/generated/graphql';
import { useIsAdmin } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { later } from '@/ui/later';
import { Table, type Column } from '@/ui/table';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';
import { ArchiveProjectDialog } from './archive-project-dialog';
import { ProjectActions, type ProjectDeed } from './project-actions';
import { projectRoleLabels } from './project-roles';

// Fetched when it is first opened.
const ProjectDialog = later(() => import('./project-dialog').then((module) => module.ProjectDialog));
const ProjectMembersDialog = later(() =>
  import('./project-members-dialog').then((module) => module.ProjectMembersDialog),
);

const Projects = graphql(`
  query Projects($archived: Boolean!, $after: String) {
    organization {
      id
      projects(first: 20, after: $after, archived: $archived) {
        totalCount
        nodes {
          id
          name
          description
          archivedAt
          memberCount
          viewerRole
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export type Project = ProjectsQuery['organization']['projects']['nodes'][number];

interface ProjectListProps {
  archived: boolean;
  /** Absent for those who may not. */
  onCreate: (() => void) | undefined;
}

export function ProjectList({ archived, onCreate }: ProjectListProps) {
  const isAdmin = useIsAdmin();
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: Projects,
    variables: { archived, after: pages.after },
  });
  const [deed, setDeed] = useState<ProjectDeed>();
  const columns = useMemo(() => columnsOf(isAdmin, setDeed), [isAdmin]);
  const close = () => setDeed(undefined);

  const projects = data?.organization.projects;
  if (error && !projects) return <LoadFailure what="The projects" error={error} onRetry={retry} />;
  return (
    <>
      <Table
        label={archived ? 'Archived projects' : 'Projects'}
        noun={['project', 'projects']}
        columns={columns}
        rows={projects?.nodes}
        rowId={(project) => project.id}
        total={projects?.totalCount}
        onMore={pages.more(projects)}
        loadingMore={fetching}
        empty={archived ? <NoneArchived /> : <NoProjects onCreate={onCreate} />}
      />
      {deed?.kind === 'edit' && <ProjectDialog project={deed.project} onClose={close} />}
      {deed?.kind === 'members' && <ProjectMembersDialog project={deed.project} onClose={close} />}
      {deed?.kind === 'archive' && (
        <ArchiveProjectDialog project={deed.project} onClose={close} onDone={pages.restart} />
      )}
    </>
  );
}

function NoProjects({ onCreate }: { onCreate: (() => void) | undefined }) {
  if (!onCreate) {
    return (
      <EmptyState icon={<FolderKanban />} title="You are in no project yet">
        Ask an admin of the organisation to give you a role in one.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<FolderKanban />}
      title="No projects yet"
      action={<Button onClick={onCreate}>New project</Button>}
    >
      Make the first, then give people a role in it.
    </EmptyState>
  );
}

function NoneArchived() {
  return (
    <EmptyState icon={<Archive />} title="Nothing archived">
      A project that is archived keeps everything and can be restored from here.
    </EmptyState>
  );
}

function columnsOf(isAdmin: boolean, onChoose: (deed: ProjectDeed) => void): Column<Project>[] {
  return [
    {
      header: 'Name',
      cell: (project) => (
        <span className="min-w-0">
          <span className="font-medium">{project.name}</span>
          {project.description && (
            <span className="block max-w-sm truncate text-xs text-muted">{project.description}</span>
          )}
        </span>
      ),
    },
    { header: 'Members', cell: (project) => project.memberCount },
    {
      header: 'Your role',
      cell: (project) => <Badge>{projectRoleLabels[project.viewerRole]}</Badge>,
    },
    {
      header: 'Actions',
      action: true,
      cell: (project) => <ProjectActions project={project} isAdmin={isAdmin} onChoose={onChoose} />,
    },
  ];
}
