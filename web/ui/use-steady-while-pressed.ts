'use client';

import { useEffect, useState } from 'react';

/**
 * What a list shows, which stands still while somebody presses the button on it: what comes meanwhile would push away
 * what is pressed, and the click would be nobody's.
 */
export function useSteadyWhilePressed<Value>(value: Value): { steady: Value; onPointerDown(): void } {
  const [pressed, setPressed] = useState<{ value: Value } | null>(null);
  useEffect(() => {
    if (!pressed) return undefined;
    // The click follows in the same turn.
    const release = () => setTimeout(() => setPressed(null));
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    return () => {
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
    };
  }, [pressed]);
  return { steady: pressed ? pressed.value : value, onPointerDown: () => setPressed({ value }) };
}
