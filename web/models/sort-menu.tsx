'use client';

import { FilterMenu } from '@/ui/filter-menu';
import type { ModelSort } from './filters-in-url';
import { orderWords } from './model-words';

interface SortMenuProps {
  sort: ModelSort;
  onSortChange(sort: ModelSort): void;
}

const choices = [
  { by: 'NAME', descending: false },
  { by: 'NAME', descending: true },
  { by: 'CREATED', descending: true },
  { by: 'CREATED', descending: false },
  { by: 'LAST_TESTED', descending: true },
  { by: 'LAST_TESTED', descending: false },
] as const satisfies readonly ModelSort[];

const options = choices.map((sort) => ({ value: wordsOf(sort), label: wordsOf(sort) }));

export function SortMenu({ sort, onSortChange }: SortMenuProps) {
  return (
    <FilterMenu
      label="Sort"
      value={wordsOf(sort)}
      options={options}
      onValueChange={(words) => {
        const chosen = choices.find((choice) => wordsOf(choice) === words);
        if (chosen) onSortChange(chosen);
      }}
    />
  );
}

function wordsOf({ by, descending }: ModelSort) {
  return orderWords[by][descending ? 1 : 0];
}
