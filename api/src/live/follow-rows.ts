import { patiently } from '../database-away.ts';
import type { LiveHub } from './hub.ts';

type Page<Row> = {
  rows: readonly Row[];
  /** Nothing will follow these rows. */
  done: boolean;
};

type Options<Row, Cursor> = {
  hub: LiveHub;
  topic: string;
  /** Where to go on: the cursor of the last row that the reader has. */
  after: Cursor;
  /**
   * The rows after the cursor, in its order. Cursors must become visible in their order, e.g. numbers given under the
   * lock of the row that they belong to: one that commits late would be passed over.
   */
  read(after: Cursor): Promise<Page<Row>>;
  cursorOf(row: Row): Cursor;
  signal?: AbortSignal;
  /** Reads without being told, in case a notification went astray in a way that nobody could notice. */
  recheckMs?: number;
  /** How long a database that is away is waited for. */
  patienceMs?: number;
};

/** Yields each row once, in order, as it appears: resumable by cursor, whatever happens to the connection for events. */
export function follow<Row, Cursor>(
  options: Options<Row, Cursor>,
): AsyncGenerator<Row, undefined, undefined> {
  const left = new AbortController();
  const ends = [left.signal, options.hub.closed];
  const signal = AbortSignal.any(options.signal ? [...ends, options.signal] : ends);
  const rows = followUntil(options, signal);
  // A generator that waits hears of its return only afterwards; aborting ends the wait at once.
  const end = rows.return.bind(rows);
  rows.return = (value) => {
    left.abort();
    return end(value);
  };
  return rows;
}

async function* followUntil<Row, Cursor>(
  { hub, topic, after, read, cursorOf, recheckMs = 15_000, patienceMs = 30_000 }: Options<Row, Cursor>,
  signal: AbortSignal,
): AsyncGenerator<Row, undefined, undefined> {
  let cursor = after;
  let woken = Promise.withResolvers<void>();
  const wake = () => woken.resolve();
  // Listening comes before the first read: what commits between the two wakes us.
  const stopListening = hub.listen(topic, { onEvent: wake, onGap: wake });
  signal.addEventListener('abort', wake, { once: true });
  try {
    while (!signal.aborted) {
      woken = Promise.withResolvers();
      const { rows, done } = await patiently(() => read(cursor), patienceMs, signal);
      for (const row of rows) {
        if (signal.aborted) return;
        yield row;
        cursor = cursorOf(row);
      }
      if (done || signal.aborted) return;
      await withinOr(woken.promise, recheckMs * (0.9 + Math.random() / 5));
    }
  } finally {
    stopListening();
    signal.removeEventListener('abort', wake);
  }
}

async function withinOr(promise: Promise<void>, milliseconds: number): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
