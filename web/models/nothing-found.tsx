'use client';

import { SearchX, X } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { type ModelFilters, noFilters } from './filters-in-url';
import { capabilityWords, healthWords, statusWords, typeWords } from './model-words';
import { variablesOf } from './models-query';
import { type LabelledProvider, providerLabel } from './provider-label';

const ModelsFound = graphql(`
  query ModelsFound(
    $type: ModelType
    $provider: [String!]
    $capability: [Capability!]
    $status: [ModelStatus!]
    $health: [ModelHealth!]
    $search: String
  ) {
    models(
      first: 1
      type: $type
      provider: $provider
      capability: $capability
      status: $status
      health: $health
      search: $search
    ) {
      totalCount
    }
  }
`);

interface NothingFoundProps {
  filters: ModelFilters;
  onChange(change: Partial<ModelFilters>): void;
  providers: readonly LabelledProvider[];
}

/** By how many filters are chosen. */
const titles = [
  'There are no models',
  'No model meets this filter',
  'No model meets all of these filters',
] as const;

/** Says which of the filters stands in the way, by what the list would show without it. */
export function NothingFound({ filters, onChange, providers }: NothingFoundProps) {
  const chosen = chosenFilters(filters, providers);
  return (
    <div className="rounded-lg border border-line bg-panel pb-6">
      <EmptyState icon={<SearchX />} title={titles[chosen.length] ?? titles[2]}>
        {filters.search.trim() !== '' && 'The search looks at names, slugs, model ids and descriptions. '}
        {chosen.length > 0 && 'Drop a filter to see more:'}
      </EmptyState>
      <ul className="-mt-4 flex flex-col items-center gap-2 px-4">
        {chosen.map(({ name, words }) => (
          <li key={name}>
            <Without
              words={words}
              filters={{ ...filters, [name]: noFilters[name] }}
              onDrop={() => onChange({ [name]: noFilters[name] })}
            />
          </li>
        ))}
        {chosen.length > 1 && (
          <li>
            <Button variant="quiet" icon={<X />} onClick={() => onChange(noFilters)}>
              Clear all filters
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}

interface WithoutProps {
  words: string;
  /** Without that one. */
  filters: ModelFilters;
  onDrop(): void;
}

function Without({ words, filters, onDrop }: WithoutProps) {
  const { sortBy: _, descending: __, ...variables } = variablesOf(filters);
  const [{ data }] = useQuery({ query: ModelsFound, variables });
  const found = data?.models.totalCount;
  return (
    <Button
      variant={found === 0 ? 'quiet' : 'secondary'}
      icon={<X />}
      onClick={onDrop}
      className="max-w-full"
    >
      <span className="min-w-0 truncate">Without {words}</span>
      {found !== undefined && (
        <span className="font-normal text-muted">{found === 0 ? 'still none' : countOf(found)}</span>
      )}
    </Button>
  );
}

const number = new Intl.NumberFormat('en-GB');

function countOf(found: number): string {
  return found === 1 ? '1 model' : `${number.format(found)} models`;
}

function chosenFilters(filters: ModelFilters, providers: readonly LabelledProvider[]) {
  const { type, provider, capability, status, health, search } = filters;
  const all: { name: keyof typeof noFilters; words: string }[] = [
    { name: 'search', words: search.trim() && `“${search.trim()}”` },
    { name: 'type', words: type ? `type ${typeWords[type]}` : '' },
    {
      name: 'provider',
      words: said(
        'provider',
        provider.map((id) => providerLabel(id, providers)),
        'or',
      ),
    },
    {
      name: 'capability',
      words: said(
        'capability',
        capability.map((one) => capabilityWords[one]),
        'and',
      ),
    },
    {
      name: 'status',
      words: said(
        'status',
        status.map((one) => statusWords[one]),
        'or',
      ),
    },
    {
      name: 'health',
      words: said(
        'last test',
        health.map((one) => healthWords[one]),
        'or',
      ),
    },
  ];
  return all.filter(({ words }) => words !== '');
}

function said(name: string, values: readonly string[], joined: 'and' | 'or'): string {
  return values.length === 0 ? '' : `${name} ${values.join(` ${joined} `)}`;
}
