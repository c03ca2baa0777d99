'use client';

import { runStatuses, type RunStatus } from '@patchbay/schema/run-event.ts';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { FilterMenu } from '@/ui/filter-menu';
import { PageHeader } from '@/ui/page-header';
import { RunList } from './run-list';
import { runStatusLooks } from './run-status-badge';

const WorkflowsOfRuns = graphql(`
  query WorkflowsOfRuns {
    organization {
      id
      workflows(first: 100) {
        nodes {
          id
          name
        }
      }
    }
  }
`);

const all = 'ALL';

export function RunsPage() {
  const asked = useSearchParams().get('workflow');
  const [workflowId, setWorkflowId] = useState(asked);
  const [status, setStatus] = useState<RunStatus | null>(null);
  const [{ data }] = useQuery({ query: WorkflowsOfRuns });
  const workflows = data?.organization.workflows.nodes ?? [];
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      <PageHeader
        title="Runs"
        description="Every run with its steps, and every call to a model with what it took."
      />
      <div className="flex flex-wrap items-center gap-2">
        <FilterMenu
          label="Status"
          options={[
            { value: all, label: 'Any status' },
            ...runStatuses.map((value) => ({ value, label: runStatusLooks[value].label })),
          ]}
          value={status ?? all}
          onValueChange={(value) => setStatus(runStatuses.find((one) => one === value) ?? null)}
        />
        <FilterMenu
          label="Workflow"
          options={[
            { value: all, label: 'All workflows' },
            ...workflows.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={workflowId ?? all}
          onValueChange={(value) => setWorkflowId(value === all ? null : value)}
        />
      </div>
      {/* Another question is another list, read from its start. */}
      <RunList key={`${status} ${workflowId}`} status={status} workflowId={workflowId} />
    </div>
  );
}
