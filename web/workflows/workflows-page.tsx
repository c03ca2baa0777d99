'use client';

import { FileDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { FilterMenu } from '@/ui/filter-menu';
import { later } from '@/ui/later';
import { PageHeader } from '@/ui/page-header';
import { SearchField } from '@/ui/search-field';
import { Tabs } from '@/ui/tabs';
import { useFiltersInAddress } from '@/ui/use-filters-in-address';
import { useAttentionCount } from './attention/use-attention-count';
import { readFilters, withFilters } from './filters-in-url';
import { useProjects } from './use-projects';
import { WorkflowList } from './workflow-list';

// Most visits only look at what is active.
const AttentionList = later(() =>
  import('./attention/attention-list').then((module) => module.AttentionList),
);

const NewWorkflowDialog = later(() =>
  import('./new-workflow-dialog').then((module) => module.NewWorkflowDialog),
);

const ImportDialog = later(() =>
  import('./workflow-file/import-dialog').then((module) => module.ImportDialog),
);

const everywhere = 'ALL';

export function WorkflowsPage() {
  const projects = useProjects();
  const needing = useAttentionCount();
  const { filters, onChange, typed, onType, onTyped } = useFiltersInAddress(readFilters, withFilters);
  const { view, projectId } = filters;
  const wanted = filters.search.trim();
  const [creating, setCreating] = useState(false);
  const [importing, setImporting] = useState(false);
  const mine = projects.filter(({ viewerRole }) => viewerRole !== 'VIEWER');
  /** Where something new is put first: an address may name a project that there is not, or one that is only seen. */
  const chosen = mine.find(({ id }) => id === projectId)?.id ?? null;
  const create = mine.length > 0 ? () => setCreating(true) : undefined;
  const list = (archived: boolean) => (
    <WorkflowList archived={archived} projectId={projectId} search={wanted} onCreate={create} />
  );

  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      <PageHeader
        title="Workflows"
        description="Steps wired together: what a run asks for, which models answer, and what comes out."
        actions={
          create && (
            <>
              <Button icon={<FileDown />} onClick={() => setImporting(true)}>
                Import
              </Button>
              <Button variant="primary" icon={<Plus />} onClick={create}>
                New workflow
              </Button>
            </>
          )
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label="Search workflows"
          placeholder="Name or description"
          value={typed}
          onValueChange={onType}
          onBlur={onTyped}
        />
        <FilterMenu
          label="Project"
          options={[
            { value: everywhere, label: 'All projects' },
            ...projects.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={projectId ?? everywhere}
          onValueChange={(id) => onChange({ projectId: id === everywhere ? null : id })}
        />
      </div>
      <Tabs
        label="Which workflows"
        value={view}
        onValueChange={(next) => onChange({ view: next })}
        tabs={[
          { value: 'active', label: 'Active', content: list(false) },
          {
            value: 'attention',
            label: needing > 0 ? `Needs attention (${needing.toLocaleString('en-GB')})` : 'Needs attention',
            content: <AttentionList />,
          },
          { value: 'archived', label: 'Archived', content: list(true) },
        ]}
      />
      {importing && <ImportDialog projects={mine} projectId={chosen} onClose={() => setImporting(false)} />}
      {creating && (
        <NewWorkflowDialog projects={mine} projectId={chosen} onClose={() => setCreating(false)} />
      )}
    </div>
  );
}
