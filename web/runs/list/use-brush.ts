'use client';

import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';

/** A stretch of bars: where it was begun, and where it has come to. */
export interface Brushed {
  anchor: number;
  head: number;
}

/**
 * Chooses a stretch of `count` bars: drag over them, or arrows with Shift and then Enter. Without Shift the arrows only
 * look at one bar after the other.
 */
export function useBrush(
  bars: RefObject<HTMLElement | null>,
  count: number,
  onChosen: (first: number, last: number) => void,
) {
  const [brushed, setBrushed] = useState<Brushed | null>(null);
  const [dragging, setDragging] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);

  function barAt({ clientX }: PointerEvent): number {
    const { left, width } = bars.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return clamp(Math.floor(((clientX - left) / width) * count), count);
  }

  function choose({ anchor, head }: Brushed) {
    setBrushed(null);
    onChosen(Math.min(anchor, head), Math.max(anchor, head));
  }

  return {
    brushed: brushed && { anchor: clamp(brushed.anchor, count), head: clamp(brushed.head, count) },
    /** The bar that is looked at. */
    at: dragging || hovered === null ? (brushed ? clamp(brushed.head, count) : null) : hovered,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
        const bar = barAt(event);
        setBrushed({ anchor: bar, head: bar });
      },
      onPointerMove(event: PointerEvent) {
        const bar = barAt(event);
        setHovered(bar);
        if (dragging) setBrushed((now) => now && { ...now, head: bar });
      },
      onPointerUp() {
        setDragging(false);
        if (dragging && brushed) choose(brushed);
      },
      onPointerCancel() {
        setDragging(false);
        setBrushed(null);
      },
      onPointerLeave: () => setHovered(null),
      onBlur: () => setBrushed(null),
      onKeyDown(event: KeyboardEvent) {
        const { key, shiftKey } = event;
        const from = brushed?.head ?? (key === 'ArrowRight' || key === 'Home' ? -1 : count);
        const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: count - 1 }[key];
        if (to !== undefined) {
          const head = clamp(to, count);
          setBrushed({ anchor: shiftKey ? (brushed?.anchor ?? head) : head, head });
        } else if (key === 'Enter' && brushed) choose(brushed);
        else if (key === 'Escape' && brushed) setBrushed(null);
        else return;
        event.preventDefault();
      },
    },
  };
}

const clamp = (bar: number, count: number) => Math.min(Math.max(bar, 0), count - 1);
