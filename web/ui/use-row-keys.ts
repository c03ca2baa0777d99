'use client';

import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** What a list of rows needs to be walked by keyboard. */
interface RowKeys {
  /** The row that has the focus. It has to be drawn wherever one has scrolled to, else the focus would be lost. */
  held: number | null;
  handlers: {
    onKeyDown(event: KeyboardEvent): void;
    onFocus(event: FocusEvent): void;
    onBlur(event: FocusEvent): void;
  };
}

/** Arrows, Home, End and the page keys go from link to link of rows that carry their index as `data-row`. */
export function useRowKeys(list: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowKeys {
  const [held, setHeld] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);

  // A row that is gone to may have to be drawn first.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector(`[data-row="${wanted.current}"]`);
    const link = row?.querySelector<HTMLElement>('.row-link');
    if (!row || !link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });

  function onKeyDown(event: KeyboardEvent) {
    const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    const at = target instanceof Element && target.matches('.row-link') ? rowOf(target) : null;
    const to = at === null ? null : placeOf(key, at, count, rowHeight);
    if (to === null) return;
    event.preventDefault();
    wanted.current = to;
    setHeld(to);
  }

  return {
    held: held !== null && held < count ? held : null,
    handlers: {
      onKeyDown,
      onFocus: ({ target }) => setHeld(rowOf(target)),
      onBlur: ({ relatedTarget }) => {
        if (!list.current?.contains(relatedTarget)) setHeld(null);
      },
    },
  };
}

function rowOf(element: Element): number | null {
  const index = element.closest('[data-row]')?.getAttribute('data-row');
  return index == null ? null : Number(index);
}

/** Where a key leads from a row; null for a key that leads nowhere. */
function placeOf(key: string, at: number, count: number, rowHeight: number): number | null {
  const page = Math.max(1, Math.floor(window.innerHeight / rowHeight) - 2);
  const places: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  return place === undefined ? null : Math.min(Math.max(place, 0), count - 1);
}
