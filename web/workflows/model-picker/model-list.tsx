'use client';

import clsx from 'clsx';
import { Check, CircleHelp, Search } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { useSteadyWhilePressed } from '@/ui/use-steady-while-pressed';
import { HiddenModels } from './hidden-models';
import { matches, type ModelOption, type Offer, sayHidden } from './model-options';
import { OptionText } from './option-text';
import { type ListRow, rowsInWindow, rowsOf } from './rows-in-window';

interface ModelListProps {
  offer: Offer;
  state: 'loading' | 'loaded' | 'failed';
  chosen: string;
  onChoose(reference: string): void;
  onRetry(): void;
}

const tallest = 384;

/** Searches the models that the step can use, and says which it cannot. What is typed is kept, whenever they come. */
export function ModelList({ state, chosen, onChoose, onRetry, ...given }: ModelListProps) {
  const id = useId();
  const { steady: offer, onPointerDown } = useSteadyWhilePressed(given.offer);
  const [query, setQuery] = useState('');
  const [explains, setExplains] = useState(false);
  const [active, setActive] = useState(0);
  const [top, setTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);

  const { rows, hidden } = useMemo(() => {
    const groups = offer.groups.flatMap(({ label, options }) => {
      const found = options.filter((option) => matches(option, query));
      return found.length > 0 ? [{ label, options: found }] : [];
    });
    return { rows: rowsOf(groups), hidden: offer.hidden.filter((option) => matches(option, query)) };
  }, [offer, query]);
  const options = rows.filter((row) => row.kind === 'option');
  const current = options[Math.min(active, options.length - 1)];
  const last = rows.at(-1);
  const height = last ? last.top + last.height : 0;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !current) return;
    // The name of a group stays in sight above its first model.
    const from = current.top - 28;
    if (from < element.scrollTop) element.scrollTop = from;
    const to = current.top + current.height - element.clientHeight;
    if (to > element.scrollTop) element.scrollTop = to;
  }, [current]);

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.min(active, options.length - 1) + step;
      const wrapped = Math.abs(step) === 1 ? (next + options.length) % options.length : next;
      setActive(Math.max(0, Math.min(options.length - 1, wrapped)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (current && current.option.reasons.length === 0) onChoose(current.option.value);
    }
  }

  if (explains) return <HiddenModels hidden={hidden} query={query} onBack={() => setExplains(false)} />;

  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <input
          role="combobox"
          aria-label="Search models"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current && `${id}-${current.key}`}
          placeholder="Name, slug, provider or model id"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-10 min-w-0 flex-1 bg-transparent text-sm outline-none max-md:text-lg"
        />
      </div>
      <div
        ref={box}
        className="max-h-[min(24rem,calc(var(--available-height)-6rem))] overflow-y-auto overscroll-contain"
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="Models"
          className="relative m-1"
          style={{ height }}
          onPointerDown={onPointerDown}
        >
          {rowsInWindow(rows, { top, height: tallest }).map((row) => (
            <Row
              key={row.kind === 'label' ? `label:${row.text}` : row.key}
              row={row}
              id={id}
              count={options.length}
              active={row === current}
              chosen={row.kind === 'option' && row.option.value === chosen}
              onPoint={setActive}
              onChoose={onChoose}
            />
          ))}
        </div>
      </div>
      <p role="status" className="px-3 text-sm text-muted not-empty:py-2">
        {state === 'loading' && 'Loading the models'}
        {state === 'loaded' && options.length === 0 && sayNothingFound(query, hidden)}
        {state === 'failed' && 'The models could not be loaded.'}
      </p>
      {state === 'failed' && (
        <div className="px-3 pb-2">
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
      {hidden.length > 0 && (
        <div className="flex items-center gap-2 border-t border-line px-3 py-1.5 text-xs text-muted">
          <span className="min-w-0 flex-1">{sayHidden(hidden)}.</span>
          <Button size="sm" variant="quiet" icon={<CircleHelp />} onClick={() => setExplains(true)}>
            Why?
          </Button>
        </div>
      )}
    </>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

function sayNothingFound(query: string, hidden: readonly ModelOption[]): string {
  if (query.trim() === '') return 'There is no model that this step can use.';
  return hidden.length > 0
    ? 'No model that this step can use matches.'
    : `No model matches "${query.trim()}".`;
}

interface RowProps {
  row: ListRow;
  id: string;
  count: number;
  active: boolean;
  chosen: boolean;
  onPoint(place: number): void;
  onChoose(reference: string): void;
}

function Row({ row, id, count, active, chosen, onPoint, onChoose }: RowProps) {
  const style = { top: row.top, height: row.height };
  if (row.kind === 'label')
    return (
      <div role="presentation" className="absolute inset-x-0 px-2 pt-2 text-xs text-muted" style={style}>
        {row.text}
      </div>
    );
  const { option, place } = row;
  const refused = option.reasons.length > 0;
  return (
    // Its keys are those of the search field, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`${id}-${row.key}`}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={refused}
      aria-setsize={count}
      aria-posinset={place + 1}
      style={style}
      onMouseMove={() => !active && onPoint(place)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !refused && onChoose(option.value)}
      className={clsx('option absolute! inset-x-0', active && 'bg-sunken', refused && 'text-muted')}
    >
      <OptionText option={option} />
      <Check aria-hidden className={clsx('size-4 shrink-0 text-accent', !chosen && 'invisible')} />
    </div>
  );
}
