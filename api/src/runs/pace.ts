// How many runs of one organisation are at work at once. A worker that finds no rest lets fewer go: what waits for it waits
// in the queue, where turns are fair, and who comes next finds a way that is free.
import { performance } from 'node:perf_hooks';

/** Above this share of its time at work, whatever comes next waits for what came before. */
const busy = 0.7;
const everyMs = 50;

/** `worked` counts the milliseconds that this process has worked. */
export function createPace(
  most: number,
  {
    least = 10,
    now = () => performance.now(),
    worked = () => performance.eventLoopUtilization().active,
  } = {},
) {
  let limit = most;
  let before = { at: now(), worked: worked() };

  return {
    /** It gives way at once, and takes back by and by. */
    atMost(): number {
      const at = now();
      const passed = at - before.at;
      if (passed < everyMs) return Math.round(limit);
      const share = (worked() - before.worked) / passed;
      before = { at, worked: worked() };
      if (share > busy) limit = Math.max(least, limit * (1 - (share - busy) / 2));
      else limit = Math.min(most, limit + passed / 100);
      return Math.round(limit);
    },
  };
}
