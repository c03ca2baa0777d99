// Cards that come into view while the canvas moves: of many at once only a few are made whole in one frame, and the others
// show their name until it is their turn.
import { useEffect, useState } from 'react';

/** So many take a few milliseconds, and leave the rest of a frame to the movement. */
const inOneFrame = 6;

let left = inOneFrame;
let frame: number | undefined;
const waiting = new Set<() => void>();

export function useIsWhole(): boolean {
  const [isWhole, setWhole] = useState(takeTurn);
  useEffect(() => {
    if (isWhole) return;
    const turn = () => setWhole(true);
    waiting.add(turn);
    nextFrame();
    return () => void waiting.delete(turn);
  }, [isWhole]);
  return isWhole;
}

function takeTurn(): boolean {
  // Whoever waits comes first.
  if (left === 0 || waiting.size > 0) return false;
  left -= 1;
  nextFrame();
  return true;
}

function nextFrame(): void {
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    left = inOneFrame;
    for (const turn of waiting) {
      if (left === 0) break;
      left -= 1;
      waiting.delete(turn);
      turn();
    }
    if (waiting.size > 0) nextFrame();
  });
}
