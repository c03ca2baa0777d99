import { setTimeout as sleep } from 'node:timers/promises';

type Work<Event> = (tell: (event: Event) => void, signal: AbortSignal) => Promise<void>;

type Options<Event> = {
  /** Ends when whoever watches goes away. */
  left: AbortSignal;
  /** One event in place of two that wait for a slow reader; null where they must stay two. */
  join?: (one: Event, next: Event) => Event | null;
};

/**
 * What a piece of work tells while it goes on. It begins with the first look, and whoever leaves ends it: its signal
 * aborts, so that nothing is paid for that nobody sees.
 */
export function watchWork<Event>(
  work: Work<Event>,
  { left, join = () => null }: Options<Event>,
): AsyncGenerator<Event, undefined, undefined> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([left, leaving.signal]);
  const events = tellings(work, signal, join);
  // A generator that waits hears of its return only afterwards; aborting ends the wait at once.
  const end = events.return.bind(events);
  events.return = (value) => {
    leaving.abort();
    return end(value);
  };
  return events;
}

/** What is not over yet, watched or left: it may still have to write down what it did. */
const underWay = new Set<Promise<unknown>>();

/** For a process that ends: all work is done, or has had the time it may take. */
export async function worksEnded(withinMs = 3_000): Promise<void> {
  await Promise.race([Promise.allSettled(underWay), sleep(withinMs, undefined, { ref: false })]);
}

async function* tellings<Event>(
  work: Work<Event>,
  signal: AbortSignal,
  join: (one: Event, next: Event) => Event | null,
): AsyncGenerator<Event, undefined, undefined> {
  const waiting: Event[] = [];
  let isOver = false;
  let wake = () => {};
  const tell = (event: Event) => {
    const last = waiting.at(-1);
    const joined = last === undefined ? null : join(last, event);
    if (joined === null) waiting.push(event);
    else waiting.splice(-1, 1, joined);
    wake();
  };
  const working = work(tell, signal).finally(() => {
    isOver = true;
    wake();
  });
  // Told below to whoever is still there.
  const settled = working.catch(() => {}).finally(() => underWay.delete(settled));
  underWay.add(settled);
  for (;;) {
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) yield event;
    if (isOver) break;
    await new Promise<void>((resolve) => (wake = resolve));
  }
  if (!signal.aborted) await working;
}
