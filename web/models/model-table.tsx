'use client';

import './model-table.css';
import clsx from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { useRowKeys } from '@/ui/use-row-keys';
import { useRowsInView } from '@/ui/use-rows-in-view';
import type { ModelSort } from './filters-in-url';
import { Gap, ModelRow, SkeletonRow } from './model-row';
import { ModelTableHeader } from './model-table-header';
import { type LabelledProvider, providerLabel } from './provider-label';
import type { Model } from './models-query';
import type { ModelPages } from './use-model-pages';

interface ModelTableProps {
  pages: ModelPages;
  providers: readonly LabelledProvider[];
  sort: ModelSort;
  onSortChange(sort: ModelSort): void;
}

/** How many rows before the end of what has been read the next page is asked for. */
const readAhead = 60;
const none: readonly Model[] = [];
const skeletonRows = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * A table of any length: only the rows near the window are drawn, and it tells screen readers where in the whole they
 * stand.
 */
export function ModelTable({ pages, providers, sort, onSortChange }: ModelTableProps) {
  const { slug } = useMembership();
  const { models = none, total, current, more, moreFailed } = pages;
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, end, height } = useRowsInView(body, models.length);
  const { held, handlers } = useRowKeys(body, models.length, height);
  const isNearEnd = Math.max(end, held ?? 0) > models.length - readAhead;

  useEffect(() => {
    if (isNearEnd && !moreFailed) more?.();
  }, [isNearEnd, moreFailed, more]);

  const drawn = drawnRows(first, end, held);
  return (
    <div className="model-list overflow-clip rounded-lg border border-line bg-panel">
      <table
        aria-label="Models"
        aria-busy={!current}
        aria-rowcount={total === undefined ? -1 : total + 1}
        className="block text-left text-sm"
      >
        <thead className="block border-b border-line bg-panel">
          <ModelTableHeader sort={sort} onSortChange={onSortChange} />
        </thead>
        <tbody
          ref={body}
          {...handlers}
          className={clsx(
            'block',
            pages.models === undefined && 'animate-pulse',
            !current && 'opacity-60 transition-opacity delay-150',
          )}
        >
          {pages.models === undefined
            ? skeletonRows.map((key) => <SkeletonRow key={key} />)
            : drawn.flatMap((index, place): ReactNode[] => {
                const model = models[index];
                if (!model) return [];
                const skipped = index - (drawn[place - 1] ?? -1) - 1;
                const row = (
                  <ModelRow
                    key={model.id}
                    index={index}
                    model={model}
                    organization={slug}
                    provider={providerLabel(model.provider, providers)}
                  />
                );
                return skipped > 0
                  ? [<Gap key={`before-${place === 0 ? 'first' : 'last'}`} height={skipped * height} />, row]
                  : [row];
              })}
          <Gap key="rest" height={(models.length - 1 - (drawn.at(-1) ?? -1)) * height} />
        </tbody>
      </table>
      {moreFailed && (
        <p role="alert" className="flex items-center gap-3 border-t border-line px-4 py-3 text-sm">
          The next models could not be loaded.
          <Button size="sm" onClick={() => more?.()}>
            Try again
          </Button>
        </p>
      )}
    </div>
  );
}

/** Those near the window, in order, with the one that has the focus wherever it is. */
function drawnRows(first: number, end: number, held: number | null): number[] {
  const near = Array.from({ length: end - first }, (_, place) => first + place);
  if (held === null || (held >= first && held < end)) return near;
  return held < first ? [held, ...near] : [...near, held];
}
