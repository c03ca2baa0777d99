'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

export interface RowsInView {
  first: number;
  /** The one after the last. */
  end: number;
  /** Of one row, in pixels. */
  height: number;
}

/** Rows kept ready above and below the window, and how many come and go at once. */
const margin = 16;
const step = 8;

/**
 * Which rows of a long list are near enough to the window to be drawn. All rows are equally high; how high, is read
 * from one that carries `data-row`, since it depends on the width of the window and the text size of the browser.
 */
export function useRowsInView(list: RefObject<HTMLElement | null>, count: number): RowsInView {
  const [view, setView] = useState<RowsInView>({ first: 0, end: 2 * margin, height: 52 });

  useLayoutEffect(() => {
    function look() {
      const element = list.current;
      if (!element) return;
      const measured = element.querySelector('[data-row]')?.getBoundingClientRect().height;
      const { top } = element.getBoundingClientRect();
      setView((seen) => {
        const height = measured || seen.height;
        const first = Math.max(0, step * Math.floor((-top / height - margin) / step));
        const end = step * Math.ceil(((window.innerHeight - top) / height + margin) / step);
        const same = first === seen.first && end === seen.end && height === seen.height;
        return same ? seen : { first, end, height };
      });
    }
    look();
    const resized = new ResizeObserver(look);
    if (list.current) resized.observe(list.current);
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [list]);

  return { ...view, first: Math.min(view.first, count), end: Math.min(view.end, count) };
}
