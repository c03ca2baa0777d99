'use client';

import { X } from 'lucide-react';
import { Button } from '@/ui/button';
import { FacetMenu } from '@/ui/facet-menu';
import { SearchField } from '@/ui/search-field';
import { type ModelFilters as Filters, isFiltered, noFilters } from './filters-in-url';
import { capabilityWords, healthWords, statusWords } from './model-words';
import type { ModelFacets } from './models-query';
import { type LabelledProvider, providerLabel } from './provider-label';
import { TypeChoice } from './type-choice';

interface ModelFiltersProps {
  filters: Filters;
  onChange(change: Partial<Filters>): void;
  /** Undefined until the first answer. */
  facets: ModelFacets | undefined;
  providers: readonly LabelledProvider[];
  typed: string;
  onType(text: string): void;
  onTyped(): void;
}

export function ModelFilters(props: ModelFiltersProps) {
  const { filters, onChange, facets, providers, typed, onType, onTyped } = props;
  const { provider, capability, status, health } = filters;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search models"
        placeholder="Name, slug or id"
        value={typed}
        onValueChange={onType}
        onBlur={onTyped}
      />
      <TypeChoice type={filters.type} onTypeChange={(type) => onChange({ type })} />
      <FacetMenu
        label="Provider"
        options={providerOptions(facets?.provider ?? [], provider, providers)}
        chosen={provider}
        onChosenChange={(provider) => onChange({ provider })}
      />
      <FacetMenu
        label="Can"
        options={optionsOf(capabilityWords, facets?.capability, capability)}
        chosen={capability}
        onChosenChange={(capability) => onChange({ capability })}
      />
      <FacetMenu
        label="Status"
        options={optionsOf(statusWords, facets?.status, status)}
        chosen={status}
        onChosenChange={(status) => onChange({ status })}
      />
      <FacetMenu
        label="Last test"
        options={optionsOf(healthWords, facets?.health, health)}
        chosen={health}
        onChosenChange={(health) => onChange({ health })}
      />
      {(isFiltered(filters) || typed !== '') && (
        <Button variant="quiet" icon={<X />} onClick={() => onChange(noFilters)}>
          Clear filters
        </Button>
      )}
    </search>
  );
}

interface Counted<Value> {
  value: Value;
  count: number;
}

/** In the order of the words. A value that nothing has any more stays while it is chosen: how else to drop it? */
function optionsOf<Value extends string>(
  words: Record<Value, string>,
  counted: readonly Counted<Value>[] | undefined,
  chosen: readonly Value[],
) {
  const values = Object.keys(words).filter((value): value is Value => Object.hasOwn(words, value));
  return values.flatMap((value) => {
    const count = counted?.find((one) => one.value === value)?.count ?? 0;
    return count > 0 || chosen.includes(value) ? [{ value, label: words[value], count }] : [];
  });
}

function providerOptions(
  counted: readonly Counted<string>[],
  chosen: readonly string[],
  providers: readonly LabelledProvider[],
) {
  const gone = chosen.filter((id) => !counted.some(({ value }) => value === id));
  return [...counted, ...gone.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
    value,
    count,
    label: providerLabel(value, providers),
  }));
}
