import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ModelSort } from './filters-in-url';
import { modelColumns } from './model-columns';

interface ModelTableHeaderProps {
  sort: ModelSort;
  onSortChange(sort: ModelSort): void;
}

export function ModelTableHeader({ sort, onSortChange }: ModelTableHeaderProps) {
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <tr aria-rowindex={1} className="model-row">
      {modelColumns.map(({ name, header, order, className }) => {
        const sorts = order === sort.by;
        return (
          <th
            key={name}
            data-column={name}
            style={{ gridArea: name }}
            aria-sort={sorts ? (sort.descending ? 'descending' : 'ascending') : undefined}
            className={clsx('text-xs font-medium text-muted', className)}
          >
            <span className={clsx(order && '@min-[42rem]/model-list:hidden')}>{header}</span>
            {order && (
              <button
                type="button"
                className="-mx-1 hidden items-center gap-1 rounded-sm px-1 hover:text-ink @min-[42rem]/model-list:inline-flex"
                // What was tested last is asked for first.
                onClick={() =>
                  onSortChange({ by: order, descending: sorts ? !sort.descending : order !== 'NAME' })
                }
              >
                {header}
                {sorts && <Arrow aria-hidden className="size-3" />}
              </button>
            )}
          </th>
        );
      })}
    </tr>
  );
}
