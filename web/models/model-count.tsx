import { isFiltered, type ModelFilters } from './filters-in-url';

interface ModelCountProps {
  /** How many there are under the filters. */
  found: number | undefined;
  /** How many there are without any. */
  all: number | undefined;
  /** False while `found` tells of the filters before these. */
  current: boolean;
  filters: ModelFilters;
}

/** "37 of 2,000 models". */
export function ModelCount({ found, all, current, filters }: ModelCountProps) {
  return (
    <p aria-live="polite" className="text-sm text-muted tabular-nums">
      {!current || found === undefined
        ? 'Searching …'
        : sentence(found, isFiltered(filters) ? all : undefined)}
    </p>
  );
}

const number = new Intl.NumberFormat('en-GB');

function sentence(found: number, all: number | undefined): string {
  const noun = (all ?? found) === 1 ? 'model' : 'models';
  // Deleted ones are found only by a filter, and are none of all.
  if (all === undefined || all < found) return `${number.format(found)} ${found === 1 ? 'model' : 'models'}`;
  return `${number.format(found)} of ${number.format(all)} ${noun}`;
}
