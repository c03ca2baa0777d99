'use client';

import { X } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { Button } from '@/ui/button';
import { FilterMenu } from '@/ui/filter-menu';
import { isFiltered, noFilters, type RunFilters as Filters, type Span, spans } from './filters-in-url';
import type { Overview } from './runs-query';
import { sayStretch } from './time-ticks';

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

interface RunFiltersProps {
  filters: Filters;
  onChange(change: Partial<Filters>): void;
  /** Undefined until the first answer. */
  facets: Overview['runFacets'] | undefined;
}

const any = '';

export function RunFilters({ filters, onChange, facets }: RunFiltersProps) {
  const [{ data }] = useQuery({ query: WorkflowsOfRuns });
  const workflows = data?.organization.workflows.nodes ?? [];
  const { workflow, version, who, model, error } = filters;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <FilterMenu
        label="Time"
        value={filters.from || filters.to ? 'chosen' : (filters.since ?? any)}
        options={[
          { value: any, label: 'Any time' },
          ...spanNames.map((value) => ({ value, label: spans[value].label })),
          ...(filters.from || filters.to ? [{ value: 'chosen', label: sayTime(filters) }] : []),
        ]}
        onValueChange={(value) => {
          const since = spanNames.find((span) => span === value) ?? null;
          if (value !== 'chosen') onChange({ since, from: null, to: null });
        }}
      />
      <FilterMenu
        label="Workflow"
        value={workflow ?? any}
        options={[
          { value: any, label: 'All workflows' },
          ...workflows.map(({ id, name }) => ({ value: id, label: name })),
          ...(workflow && !workflows.some(({ id }) => id === workflow)
            ? [{ value: workflow, label: 'One workflow' }]
            : []),
        ]}
        onValueChange={(value) => onChange({ workflow: value || null })}
      />
      {workflow && (
        <FilterMenu
          label="Version"
          value={version ?? any}
          options={[
            { value: any, label: 'Any version' },
            { value: 'draft', label: 'Draft' },
            ...withChosen(facets?.versionNumbers.map(String), version === 'draft' ? null : version).map(
              (value) => ({ value, label: `Version ${value}` }),
            ),
          ]}
          onValueChange={(value) => onChange({ version: value || null })}
        />
      )}
      <Choice
        label="Model"
        all="Any model"
        values={facets?.models}
        chosen={model}
        onChosen={(model) => onChange({ model })}
      />
      <Choice
        label="Who"
        all="Anybody"
        values={facets?.requestedBy}
        chosen={who}
        onChosen={(who) => onChange({ who })}
      />
      <Choice
        label="Error"
        all="Any outcome"
        values={facets?.errorCodes}
        chosen={error}
        onChosen={(error) => onChange({ error })}
      />
      {isFiltered(filters) && (
        <Button variant="quiet" icon={<X />} onClick={() => onChange(noFilters)}>
          Clear filters
        </Button>
      )}
    </search>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  values: readonly string[] | undefined;
  chosen: string | null;
  onChosen(value: string | null): void;
}

/** One of the values that the newest runs have. */
function Choice({ label, all, values, chosen, onChosen }: ChoiceProps) {
  return (
    <FilterMenu
      label={label}
      value={chosen ?? any}
      options={[
        { value: any, label: all },
        ...withChosen(values, chosen).map((value) => ({ value, label: value })),
      ]}
      onValueChange={(value) => onChosen(value || null)}
    />
  );
}

/** What no run has any more stays while it is chosen: how else to drop it? */
function withChosen(values: readonly string[] = [], chosen: string | null): readonly string[] {
  return chosen === null || values.includes(chosen) ? values : [...values, chosen];
}

const spanNames = Object.keys(spans) as Span[];

function sayTime({ from, to }: Filters): string {
  if (from && to) return sayStretch(Date.parse(from), Date.parse(to));
  const moment = new Date(from ?? to ?? '').toLocaleString('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return from ? `Since ${moment}` : `Before ${moment}`;
}
