'use client';

import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { spanTicks } from './span-ticks';
import type { TreeRow } from './tree-rows';
import { useRowsInBox } from './use-rows-in-box';
import { type Axis, WaterfallRow } from './waterfall-row';

interface WaterfallProps {
  rows: readonly TreeRow[];
  axis: Axis;
  chosen: string;
  onChosen(key: string): void;
  onOpen(key: string, open: boolean): void;
  /** Rows stand in view in whose place there is more to read. */
  onMore(path: string): void;
}

const rowHeight = 34;
const columns = 'grid grid-cols-[minmax(0,9.5rem)_1fr] sm:grid-cols-[minmax(0,16rem)_1fr]';

/** What happened in a run, as a tree on one axis of time. Only the rows in view are drawn: there may be ten thousand. */
export function Waterfall({ rows, axis, chosen, onChosen, onOpen, onMore }: WaterfallProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const { first, end } = useRowsInBox(box, rows.length, rowHeight);
  const at = rows.findIndex(({ key }) => key === chosen);
  const drawn = rows.slice(first, end);

  // A link to a step leads to its row, wherever that is.
  useEffect(() => {
    const element = box.current;
    if (!element || at === -1) return;
    const [top, bottom] = [at * rowHeight, (at + 1) * rowHeight];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight;
  }, [at]);

  const wanted = drawn.flatMap((row) => (row.is === 'more' ? [row.of] : [])).join('\n');
  useEffect(() => {
    for (const path of wanted.split('\n')) if (path) onMore(path);
  }, [wanted, onMore]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = keyFrom(event.key);
    if (to === undefined) return;
    event.preventDefault();
    if (to !== null) onChosen(to);
  }

  /** The row to go to; null where a row was opened or closed, undefined where the key means nothing here. */
  function keyFrom(key: string): string | null | undefined {
    const row = rows[at];
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const near = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    }[key];
    if (near !== undefined) return rows[Math.min(Math.max(near, 0), rows.length - 1)]?.key;
    if (!row) return undefined;
    const isOpen = 'open' in row ? row.open : null;
    if (key === 'ArrowRight') {
      if (isOpen === false) return (onOpen(row.key, true), null);
      return isOpen ? (rows[at + 1]?.key ?? null) : null;
    }
    if (key === 'ArrowLeft') {
      if (isOpen && row.is === 'step') return (onOpen(row.key, false), null);
      return row.parent ?? null;
    }
    return undefined;
  }

  const ticks = spanTicks(axis.to - axis.from, 5);
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-panel">
      <div aria-hidden className={`${columns} h-7 border-b border-line text-xs text-muted tabular-nums`}>
        <span className="truncate px-3 leading-7">Step</span>
        <span className="relative mr-4 overflow-hidden">
          {ticks.map(({ at: moment, label }) => (
            <span
              key={moment}
              className="absolute inset-y-0 border-l border-line pl-1 leading-7 whitespace-nowrap"
              style={{ left: `${(moment / (axis.to - axis.from)) * 100}%` }}
            >
              {label}
            </span>
          ))}
        </span>
      </div>
      <div
        ref={box}
        role="tree"
        tabIndex={0}
        aria-label="Steps over time"
        aria-activedescendant={drawn.some(({ key }) => key === chosen) ? `${id}${chosen}` : undefined}
        onKeyDown={onKeyDown}
        onClick={({ target }) => {
          const row = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
          if (row?.dataset['key'] !== undefined) onChosen(row.dataset['key']);
        }}
        className="relative max-h-[26rem] overflow-y-auto -outline-offset-2 lg:max-h-[calc(100dvh-16rem)] lg:min-h-64"
      >
        <div style={{ height: rows.length * rowHeight }} />
        {drawn.map((row, index) => (
          <div
            key={row.key}
            id={`${id}${row.key}`}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.place}
            aria-setsize={row.among}
            aria-selected={row.key === chosen}
            aria-expanded={'open' in row && row.open !== null ? row.open : undefined}
            tabIndex={-1}
            data-key={row.is === 'more' ? undefined : row.key}
            className={`${columns} absolute inset-x-0 cursor-default items-center border-b border-line/60 text-sm ${
              row.key === chosen ? 'bg-accent-soft' : 'hover:bg-canvas'
            }`}
            style={{ top: (first + index) * rowHeight, height: rowHeight }}
          >
            <WaterfallRow row={row} axis={axis} onOpen={(open) => onOpen(row.key, open)} />
          </div>
        ))}
      </div>
    </div>
  );
}
