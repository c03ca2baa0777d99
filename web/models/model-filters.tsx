'use client';

import type { ModelType } from '@/graphql/generated/graphql';
import { SearchField } from '@/ui/search-field';

const types = [
  { value: null, label: 'All' },
  { value: 'PLATFORM', label: 'Platform' },
  { value: 'CUSTOM', label: 'Custom' },
] as const;

interface ModelFiltersProps {
  type: ModelType | null;
  onTypeChange(type: ModelType | null): void;
  typed: string;
  onType(text: string): void;
}

export function ModelFilters({ type, onTypeChange, typed, onType }: ModelFiltersProps) {
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search models"
        placeholder="Name, slug or id"
        value={typed}
        onValueChange={onType}
      />
      {/* The browser's own radio buttons: the few choices are in sight, and cost the list no more to fetch. */}
      <fieldset className="flex rounded-md border border-edge bg-panel p-0.5">
        <legend className="sr-only">Type</legend>
        {types.map(({ value, label }) => (
          <label
            key={label}
            className="flex h-6.5 cursor-pointer items-center rounded-sm px-2.5 text-muted hover:text-ink has-checked:bg-sunken has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-8.5"
          >
            <input
              type="radio"
              name="type"
              className="sr-only"
              checked={type === value}
              onChange={() => onTypeChange(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
    </search>
  );
}
