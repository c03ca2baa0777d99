'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Skeleton } from './skeleton';

/** Our own few lines rather than a table library: none of its features is used, and it costs each list 9 kB. */
export interface Column<Row> {
  header: string;
  cell(row: Row): ReactNode;
  /** Holds buttons: its header is for screen readers only. */
  action?: true;
}

interface TableProps<Row> {
  /** What the table lists, for screen readers: "Members". */
  label: string;
  /** One and many: ["member", "members"]. */
  noun: readonly [string, string];
  columns: readonly Column<Row>[];
  /** Undefined while they are on their way. */
  rows: readonly Row[] | undefined;
  /** They answer what was asked before, and stay until the answer to what is asked now has come. */
  outdated?: boolean;
  rowId(row: Row): string;
  /** All there are, where `rows` holds only the first of them. */
  total?: number;
  /** Fetches the next ones; absent when there are none. */
  onMore?(): void;
  loadingMore?: boolean;
  empty: ReactNode;
}

/** A list with columns. On a phone each row becomes a block, with the column's name before each value. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, noun, columns, rowId, total, onMore, loadingMore, empty, outdated = false } = props;
  // That there was nothing of what was asked before says nothing of this.
  const rows = outdated && props.rows?.length === 0 ? undefined : props.rows;
  if (rows?.length === 0) return <div className="rounded-lg border border-line bg-panel">{empty}</div>;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-panel">
      <table
        aria-label={label}
        aria-busy={rows === undefined || outdated}
        className="w-full text-left text-sm"
      >
        <thead className="max-md:sr-only">
          <tr className="border-b border-line">
            {columns.map(({ header, action }) => (
              <th key={header} scope="col" className="h-9 px-4 text-xs font-medium text-muted">
                {action ? <span className="sr-only">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          className={clsx(
            'divide-y divide-line transition-opacity',
            rows === undefined && 'animate-pulse',
            outdated && rows && 'opacity-60 delay-150',
          )}
        >
          {rows === undefined
            ? skeletonRows.map((key) => <SkeletonRow key={key} width={columns.length} />)
            : rows.map((row) => (
                <tr
                  key={rowId(row)}
                  className="relative has-[.row-link]:hover:bg-canvas max-md:flex max-md:flex-col max-md:gap-1 max-md:px-4 max-md:py-3"
                >
                  {columns.map(({ header, cell, action }) => (
                    <td
                      key={header}
                      className="max-md:flex max-md:gap-3 max-md:empty:hidden md:h-12 md:px-4 md:py-2"
                    >
                      {!action && (
                        <span aria-hidden className="w-24 shrink-0 text-muted md:hidden">
                          {header}
                        </span>
                      )}
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
      <footer className="flex min-h-10 items-center justify-between gap-4 border-t border-line bg-canvas px-4 text-xs text-muted">
        <span aria-live="polite">{rows === undefined ? 'Loading' : count(rows.length, total, noun)}</span>
        {onMore && (
          <Button size="sm" onClick={onMore} pending={loadingMore}>
            Show more
          </Button>
        )}
      </footer>
    </div>
  );
}

const skeletonRows = [1, 2, 3];

function count(shown: number, total: number | undefined, [one, many]: readonly [string, string]): string {
  if (total !== undefined && total > shown) return `${shown} of ${total} ${many}`;
  return `${shown} ${shown === 1 ? one : many}`;
}

function SkeletonRow({ width }: { width: number }) {
  return (
    <tr className="max-md:flex max-md:px-4 max-md:py-3">
      {Array.from({ length: width }, (_, column) => (
        <td key={column} className={clsx('md:h-12 md:px-4', column > 0 && 'max-md:hidden')}>
          <Skeleton className="h-4 w-32" />
        </td>
      ))}
    </tr>
  );
}
