'use client';

import { type RunStatus, runStatuses } from '@patchbay/schema/run-event.ts';
import clsx from 'clsx';
import { useMemo, useRef } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { runStatusLooks } from '../run-status-badge';
import type { RunFilters } from './filters-in-url';
import type { Bucket } from './runs-query';
import { sayStretch, timeTicks } from './time-ticks';
import { useBrush } from './use-brush';

interface StatusStripProps {
  /** Undefined until the first answer. */
  buckets: readonly Bucket[] | undefined;
  filters: RunFilters;
  onChange(change: Partial<RunFilters>): void;
}

const inOrder = Object.keys(runStatusLooks) as RunStatus[];

/** How many runs there were over time, and how they ended. Each status can be looked at by itself, and so can a stretch of time. */
export function StatusStrip({ buckets, filters, onChange }: StatusStripProps) {
  const counts = useMemo(() => countsOf(buckets ?? []), [buckets]);
  const shown = inOrder.filter((status) => counts.has(status) || filters.status.includes(status));
  const isShown = (status: RunStatus) => filters.status.length === 0 || filters.status.includes(status);
  const toggle = (status: RunStatus) =>
    onChange({
      status: filters.status.includes(status)
        ? filters.status.filter((one) => one !== status)
        : runStatuses.filter((one) => one === status || filters.status.includes(one)),
    });
  return (
    <section
      aria-label="Runs over time"
      className="flex flex-col gap-2 rounded-lg border border-line bg-panel px-3 py-3 sm:px-4"
    >
      {buckets === undefined ? (
        <Skeleton className="h-36 w-full" />
      ) : (
        <>
          <Bars buckets={buckets} isShown={isShown} onChange={onChange} />
          {shown.length > 0 && (
            <div role="group" aria-label="Status" className="flex flex-wrap gap-1.5">
              {shown.map((status) => (
                <button
                  key={status}
                  type="button"
                  aria-pressed={filters.status.includes(status)}
                  onClick={() => toggle(status)}
                  className={clsx(
                    'inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs hover:bg-sunken pointer-coarse:h-9',
                    filters.status.includes(status) ? 'border-accent bg-accent-soft' : 'border-line',
                    !isShown(status) && 'text-muted',
                  )}
                >
                  <span
                    aria-hidden
                    className={clsx(
                      'size-2 rounded-full',
                      runStatusLooks[status].fill,
                      !isShown(status) && 'opacity-40',
                    )}
                  />
                  {runStatusLooks[status].label}
                  <span className="text-muted tabular-nums">
                    {(counts.get(status) ?? 0).toLocaleString('en-GB')}
                  </span>
                </button>
              ))}
            </div>
          )}
        </>
      )}
    </section>
  );
}

interface BarsProps {
  buckets: readonly Bucket[];
  isShown(status: RunStatus): boolean;
  onChange(change: Partial<RunFilters>): void;
}

function Bars({ buckets, isShown, onChange }: BarsProps) {
  const bars = useRef<HTMLDivElement>(null);
  const { brushed, at, handlers } = useBrush(bars, buckets.length, (first, last) =>
    onChange({ since: null, from: buckets[first]?.from ?? null, to: buckets[last]?.to ?? null }),
  );
  const drawn = buckets.map((bucket) => bucket.byStatus.filter(({ status }) => isShown(status)));
  const highest = Math.max(1, ...drawn.map(sum));
  const [from, to] = [Date.parse(buckets[0]?.from ?? ''), Date.parse(buckets.at(-1)?.to ?? '')];
  const ticks = useMemo(() => timeTicks(from, to, 6), [from, to]);
  if (buckets.length === 0)
    return <p className="flex h-32 items-center justify-center text-sm text-muted">No runs in this time</p>;

  const [first, last] = brushed
    ? [Math.min(brushed.anchor, brushed.head), Math.max(brushed.anchor, brushed.head)]
    : [at, at];
  const lookedAt = first === null || last === null ? null : sayBuckets(buckets, drawn, first, last);
  return (
    <div>
      <p className="flex min-h-5 flex-wrap justify-between gap-x-4 text-xs text-muted tabular-nums">
        <span>{lookedAt ?? sayStretch(from, to)}</span>
        <span>
          {brushed && brushed.anchor !== brushed.head
            ? 'Enter to look at this time alone'
            : `Highest ${highest.toLocaleString('en-GB')}`}
        </span>
      </p>
      <div
        ref={bars}
        role="slider"
        tabIndex={0}
        aria-label="Time: arrows look at one bar after the other, with Shift they choose several, Enter filters"
        aria-valuemin={0}
        aria-valuemax={buckets.length - 1}
        aria-valuenow={at ?? 0}
        aria-valuetext={lookedAt ?? sayStretch(from, to)}
        className="relative mt-1 flex h-24 cursor-crosshair touch-pan-y items-end border-b border-line select-none"
        {...handlers}
      >
        {drawn.map((byStatus, index) => (
          <div key={index} className="flex h-full min-w-0 flex-1 flex-col-reverse px-px">
            {inOrder.flatMap((status) => {
              const count = byStatus.find((one) => one.status === status)?.count;
              return count ? (
                <span
                  key={status}
                  className={clsx('min-h-0.5 w-full shrink-0', runStatusLooks[status].fill)}
                  style={{ height: `${(count / highest) * 96}%` }}
                />
              ) : (
                []
              );
            })}
          </div>
        ))}
        {first !== null && last !== null && (
          <span
            aria-hidden
            className={clsx(
              'pointer-events-none absolute inset-y-0',
              brushed ? 'border-x border-accent bg-accent/15' : 'bg-ink/5',
            )}
            style={{
              left: `${(first / buckets.length) * 100}%`,
              width: `${((last - first + 1) / buckets.length) * 100}%`,
            }}
          />
        )}
      </div>
      <div aria-hidden className="relative h-5 overflow-hidden text-xs text-muted tabular-nums">
        {ticks.map(({ at: moment, label }) => (
          <span
            key={moment}
            className="absolute top-1 border-l border-edge pl-1 leading-4 whitespace-nowrap"
            style={{ left: `${((moment - from) / (to - from)) * 100}%` }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

type Counts = Bucket['byStatus'];

const sum = (counts: Counts) => counts.reduce((total, { count }) => total + count, 0);

function countsOf(buckets: readonly Bucket[]): Map<RunStatus, number> {
  const counts = new Map<RunStatus, number>();
  for (const { status, count } of buckets.flatMap(({ byStatus }) => byStatus))
    counts.set(status, (counts.get(status) ?? 0) + count);
  return counts;
}

/** "27 Nov, 14:00 – 14:30: 12 runs, 2 failed". */
function sayBuckets(
  buckets: readonly Bucket[],
  drawn: readonly Counts[],
  first: number,
  last: number,
): string {
  const [from, to] = [Date.parse(buckets[first]?.from ?? ''), Date.parse(buckets[last]?.to ?? '')];
  const chosen = drawn.slice(first, last + 1).flat();
  const runs = sum(chosen);
  const failed = sum(chosen.filter(({ status }) => status === 'FAILED'));
  const said = runs === 1 ? '1 run' : `${runs.toLocaleString('en-GB')} runs`;
  return `${sayStretch(from, to)}: ${said}${failed > 0 ? `, ${failed.toLocaleString('en-GB')} failed` : ''}`;
}
