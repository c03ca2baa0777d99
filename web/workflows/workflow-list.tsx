'use client';

import { Archive, Workflow as WorkflowIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { WorkflowsQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { later } from '@/ui/later';
import { Table } from '@/ui/table';
import type { WorkflowDeed } from './workflow-actions';
import { workflowColumns } from './workflow-columns';

const ArchiveWorkflowDialog = later(() =>
  import('./archive-workflow-dialog').then((module) => module.ArchiveWorkflowDialog),
);
const DuplicateWorkflowDialog = later(() =>
  import('./duplicate-workflow-dialog').then((module) => module.DuplicateWorkflowDialog),
);
const RenameWorkflowDialog = later(() =>
  import('./rename-workflow-dialog').then((module) => module.RenameWorkflowDialog),
);

const Workflows = graphql(`
  query Workflows($archived: Boolean!, $projectId: ID, $search: String, $after: String) {
    organization {
      id
      workflows(first: 20, after: $after, archived: $archived, projectId: $projectId, search: $search) {
        totalCount
        nodes {
          id
          name
          description
          archivedAt
          project {
            id
            name
            viewerRole
          }
          liveVersion {
            id
            number
          }
          attention {
            ...Attention
          }
          draft {
            revision
            savedAt
            savedBy
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export type Workflow = WorkflowsQuery['organization']['workflows']['nodes'][number];

interface WorkflowListProps {
  archived: boolean;
  projectId: string | null;
  search: string;
  /** Absent for those who may not. */
  onCreate: (() => void) | undefined;
}

export function WorkflowList({ archived, projectId, search, onCreate }: WorkflowListProps) {
  const { slug } = useMembership();
  const question = { archived, projectId, search: search || null };
  const pages = usePages(question);
  const [{ data, error, fetching, operation }, retry] = useQuery({
    query: Workflows,
    variables: { ...question, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const [deed, setDeed] = useState<WorkflowDeed>();
  const columns = useMemo(() => workflowColumns(slug, setDeed), [slug]);
  const close = () => setDeed(undefined);

  const workflows = data?.organization.workflows;
  if (error && !workflows) return <LoadFailure what="The workflows" error={error} onRetry={retry} />;
  return (
    <>
      <Table
        label={archived ? 'Archived workflows' : 'Workflows'}
        noun={['workflow', 'workflows']}
        columns={columns}
        rows={workflows?.nodes}
        outdated={pages.isOutdated(operation)}
        rowId={(workflow) => workflow.id}
        total={workflows?.totalCount}
        onMore={pages.more(workflows)}
        loadingMore={fetching && pages.after !== null}
        empty={
          search || projectId ? (
            <EmptyState icon={<WorkflowIcon />} title="No workflow matches">
              Search for another word, or look in all projects.
            </EmptyState>
          ) : archived ? (
            <EmptyState icon={<Archive />} title="Nothing archived">
              A workflow that is archived keeps its versions and runs, and can be restored from here.
            </EmptyState>
          ) : (
            <NoWorkflows onCreate={onCreate} />
          )
        }
      />
      {deed?.kind === 'rename' && <RenameWorkflowDialog workflow={deed.workflow} onClose={close} />}
      {deed?.kind === 'duplicate' && <DuplicateWorkflowDialog workflow={deed.workflow} onClose={close} />}
      {deed?.kind === 'archive' && (
        <ArchiveWorkflowDialog workflow={deed.workflow} onClose={close} onDone={pages.restart} />
      )}
    </>
  );
}

function NoWorkflows({ onCreate }: { onCreate: (() => void) | undefined }) {
  return (
    <EmptyState
      icon={<WorkflowIcon />}
      title="No workflows yet"
      action={onCreate && <Button onClick={onCreate}>New workflow</Button>}
    >
      {onCreate
        ? 'Make the first, blank or from a template, and wire models into it.'
        : 'Who contributes to a project can make workflows in it.'}
    </EmptyState>
  );
}
