'use client';

import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';

const gap = 20;

/**
 * The ground that moves along with the steps. A layer that is pushed by less than one gap: React Flow's own draws every dot
 * of the page anew in each frame, which without a GPU takes as long as all the rest.
 */
export function Dots() {
  const ground = useRef<HTMLDivElement>(null);
  const flow = useStoreApi();

  useEffect(() => {
    let between = 0;
    function place([x, y, zoom]: readonly [number, number, number]) {
      if (!ground.current) return;
      const { style } = ground.current;
      if (between !== gap * zoom) style.setProperty('--between', `${(between = gap * zoom)}px`);
      style.transform = `translate(${x % between}px, ${y % between}px)`;
    }
    place(flow.getState().transform);
    return flow.subscribe(({ transform }, before) => {
      if (transform !== before.transform) place(transform);
    });
  }, [flow]);

  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 -z-1 overflow-hidden">
      <div ref={ground} className="dots" />
    </div>
  );
}
