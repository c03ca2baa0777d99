'use client';

import { Search } from 'lucide-react';
import type { ModelType } from '@/graphql/generated/graphql';
import { Select } from '@/ui/select';

const types = [
  { value: 'ALL', label: 'All models' },
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
      <label className="relative min-w-0 flex-1 basis-48 sm:max-w-72">
        <span className="sr-only">Search models</span>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          className="control pl-8"
          placeholder="Name, slug or id"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      </label>
      <Select
        aria-label="Type"
        className="w-36!"
        options={types}
        value={type ?? 'ALL'}
        onValueChange={(value) => onTypeChange(value === 'ALL' ? null : value)}
      />
    </search>
  );
}
