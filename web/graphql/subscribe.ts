import { createEventParser } from './event-parser.ts';

/** A GraphQL result as it travels, before anybody has looked into it. */
export interface StreamResult {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

export interface Sink {
  next(result: StreamResult): void;
  error(error: Error): void;
  complete(): void;
}

export interface SubscribeOptions {
  url: string;
  body: { query: string; variables?: unknown; operationName?: string | undefined };
  headers: () => Record<string, string>;
  fetch: typeof fetch;
  /** Without a byte for so long (heartbeats count) the connection is taken for dead. */
  silence?: number;
  /** How long to wait before the nth attempt in a row. */
  backOff?: (attempt: number) => number;
}

/**
 * Follows one GraphQL subscription over an event stream, one connection each. A connection that breaks, falls silent or
 * ends without `complete` is opened again with the id of the last event, so the server goes on where it stopped: nothing
 * is lost, and rows of one change that was cut in the middle come again. Only a refusal (4xx) or `complete` ends it.
 */
export function subscribe(options: SubscribeOptions, sink: Sink): () => void {
  const stop = new AbortController();
  void follow(options, sink, stop.signal);
  return () => stop.abort();
}

type Ending = 'complete' | 'broken';

async function follow(options: SubscribeOptions, sink: Sink, stopped: AbortSignal): Promise<void> {
  const { backOff = jitteredBackOff } = options;
  const progress: Progress = { lastEventId: undefined, received: false };
  for (let attempt = 0; !stopped.aborted; attempt++) {
    progress.received = false;
    try {
      if ((await readConnection(options, sink, stopped, progress)) === 'complete') return;
    } catch (error) {
      if (error instanceof Refused) return refuse(sink, error);
    }
    if (progress.received) attempt = 0;
    await pause(backOff(attempt), stopped);
  }
}

interface Progress {
  lastEventId: string | undefined;
  received: boolean;
}

async function readConnection(
  { url, body, headers, fetch, silence = 40_000 }: SubscribeOptions,
  sink: Sink,
  stopped: AbortSignal,
  progress: Progress,
): Promise<Ending> {
  const connection = new AbortController();
  const watch = watchForSilence(silence, () => connection.abort());
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        ...headers(),
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...(progress.lastEventId === undefined ? {} : { 'last-event-id': progress.lastEventId }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([stopped, connection.signal]),
    });
    if (response.status >= 400 && response.status < 500 && response.status !== 429)
      throw await refusal(response);
    if (!response.ok || !response.body) return 'broken';

    const parse = createEventParser();
    const decoder = new TextDecoder();
    for await (const bytes of chunks(response.body)) {
      watch.reset();
      for (const { event, data, id } of parse(decoder.decode(bytes, { stream: true }))) {
        // Stopped while this piece was being read: whoever listened has left.
        if (stopped.aborted) return 'complete';
        progress.received = true;
        if (event === 'complete') {
          sink.complete();
          return 'complete';
        }
        if (event === 'next') sink.next(JSON.parse(data));
        if (id !== undefined) progress.lastEventId = id;
      }
    }
    return 'broken';
  } finally {
    watch.stop();
    connection.abort();
  }
}

/** The server understood and said no; asking again would not help. */
class Refused extends Error {
  /** In GraphQL's own form, where the refusal came from the API and not from something before it. */
  readonly answer: StreamResult | undefined;

  constructor(status: number, answer: StreamResult | undefined) {
    super(`The server refused the live connection (${status}).`);
    this.answer = answer;
  }
}

async function refusal(response: Response): Promise<Refused> {
  const answer: StreamResult | undefined = await response.json().catch(() => undefined);
  return new Refused(response.status, answer?.errors ? answer : undefined);
}

function refuse(sink: Sink, refused: Refused): void {
  if (!refused.answer) return sink.error(refused);
  sink.next(refused.answer);
  sink.complete();
}

/** ReadableStream is not iterable in every browser yet. */
async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function watchForSilence(limit: number, onSilence: () => void) {
  let timer = setTimeout(onSilence, limit);
  return {
    reset() {
      clearTimeout(timer);
      timer = setTimeout(onSilence, limit);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Half a second, doubling up to fifteen, spread so that many pages do not come back in the same moment. */
function jitteredBackOff(attempt: number): number {
  return Math.min(15_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    stopped.addEventListener('abort', done);
    function done() {
      clearTimeout(timer);
      stopped.removeEventListener('abort', done);
      resolve();
    }
  });
}
