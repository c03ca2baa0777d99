import type { LiveHub } from './hub.ts';

export type Heard = { kind: 'event'; payload: unknown } | { kind: 'gap' };

type Options = {
  signal?: AbortSignal;
  limit?: number;
  /** Two that wait for a slow reader as one, where that says the same; undefined where it does not. */
  join?(waiting: unknown, payload: unknown): { payload: unknown } | undefined;
};

/**
 * The events of a topic as an async iterator, from the moment of the call until `signal` aborts, the hub closes, or the loop is left.
 * At most `limit` events wait for a slow reader: past that they are dropped, and it hears of a gap in their place.
 */
export function subscribe(
  hub: LiveHub,
  topic: string,
  { signal: given, limit = 256, join }: Options = {},
): AsyncIterableIterator<Heard, undefined> {
  const signal = given ? AbortSignal.any([given, hub.closed]) : hub.closed;
  let waiting: Heard[] = [];
  let ended = false;
  let wake = () => {};

  const add = (heard: Heard) => {
    const last = waiting.at(-1);
    const joined =
      heard.kind === 'event' && last?.kind === 'event' ? join?.(last.payload, heard.payload) : undefined;
    if (joined) {
      waiting[waiting.length - 1] = { kind: 'event', payload: joined.payload };
      return;
    }
    // Whoever has to read again anyway has no use for what came before.
    if (heard.kind === 'gap' || waiting.length >= limit) waiting = [{ kind: 'gap' }];
    else waiting.push(heard);
    wake();
  };
  const stopListening = hub.listen(topic, {
    onEvent: (payload) => add({ kind: 'event', payload }),
    onGap: () => add({ kind: 'gap' }),
  });
  const end = () => {
    ended = true;
    waiting = [];
    stopListening();
    signal.removeEventListener('abort', end);
    wake();
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        const value = waiting.shift();
        if (value) return { done: false, value };
        if (ended) return { done: true, value: undefined };
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
  };
}
