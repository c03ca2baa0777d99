'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

const margin = 12;

/** Which rows of a box that scrolls are near enough to be drawn; all are equally high. */
export function useRowsInBox(box: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const [view, setView] = useState({ first: 0, end: 40 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - margin);
      const end = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + margin;
      setView((seen) => (seen.first === first && seen.end === end ? seen : { first, end }));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, rowHeight]);
  return { first: Math.min(view.first, count), end: Math.min(view.end, count) };
}
