import type { LiveHub } from './hub.ts';

export type Heard = { kind: 'event'; payload: unknown } | { kind: 'gap' };

/**
 * The events of a topic as an async iterator, from the moment of the call until `signal` aborts, the hub closes, or the loop is left.
 * At most `limit` events wait for a slow reader: past that they are dropped, and it hears of a gap in their place.
 */
export function subscribe(
  hub: LiveHub,
  topic: string,
  { signal: given, limit = 256 }: { signal?: AbortSignal; limit?: number } = {},
): AsyncIterableIterator<Heard, undefined> {
  const signal = given ? AbortSignal.any([given, hub.closed]) : hub.closed;
  let waiting: Heard[] = [];
  let ended = false;
  let wake = () => {};

  const add = (heard: Heard) => {
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
