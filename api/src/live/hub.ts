// The one place of a process where live events arrive: one LISTEN connection, fanned out by topic.
//
//   listener   is told of every event of its topic, and of every *gap*: a time in which events may have passed unheard.
//   gap        follows each (re)connection. After it a listener must read its rows again; so nothing is ever lost.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { channel, decodeEvent } from './publish.ts';

type Listener = {
  onEvent(payload: unknown): void;
  onGap(): void;
};

export type LiveHub = {
  /** From the moment of the call. The answer ends it. */
  listen(topic: string, listener: Listener): () => void;
  readonly isListening: boolean;
  /** Aborts when the hub closes: whoever follows ends with it. */
  readonly closed: AbortSignal;
  close(): Promise<void>;
};

type Options = {
  /** A direct connection: a pooler that gives the server away between two statements cannot LISTEN. */
  databaseUrl: string;
  log: Log;
  /** How often the connection is asked whether it still lives; a peer that vanished says nothing by itself. */
  probeMs?: number;
};

const shortestPause = 50;
const longestPause = 1_000;

export function startHub({ databaseUrl, log, probeMs = 10_000 }: Options): LiveHub {
  const topics = new Map<string, Set<Listener>>();
  const closing = new AbortController();
  let isListening = false;

  const guarded = (tell: () => void) => {
    try {
      tell();
    } catch (error) {
      log.error({ err: error }, 'A listener of live events failed.');
    }
  };
  const onMessage = (message: string) => {
    const event = decodeEvent(message);
    for (const listener of (event && topics.get(event.topic)) ?? [])
      guarded(() => listener.onEvent(event?.payload));
  };
  const onConnected = () => {
    isListening = true;
    for (const listeners of topics.values())
      for (const listener of listeners) guarded(() => listener.onGap());
  };

  const keepListening = async () => {
    let pause = shortestPause;
    let saidLost = false;
    while (!closing.signal.aborted) {
      const lost = await listenUntilLost(databaseUrl, {
        onMessage,
        probeMs,
        signal: closing.signal,
        onConnected: () => {
          onConnected();
          if (saidLost) log.info('Live events are heard again.');
          saidLost = false;
          pause = shortestPause;
        },
      });
      isListening = false;
      if (closing.signal.aborted) return;
      if (!saidLost)
        log.warn({ err: lost }, 'The connection for live events is lost; trying again until it is back.');
      saidLost = true;
      await sleep(pause * (0.75 + Math.random() / 2), undefined, { signal: closing.signal }).catch(() => {});
      pause = Math.min(pause * 2, longestPause);
    }
  };
  const ended = keepListening();

  return {
    listen(topic, listener) {
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic);
      };
    },
    get isListening() {
      return isListening;
    },
    closed: closing.signal,
    async close() {
      closing.abort();
      await ended;
    },
  };
}

type Connection = {
  onMessage(message: string): void;
  onConnected(): void;
  probeMs: number;
  signal: AbortSignal;
};

/** Settles with the reason once the connection is gone, whoever ended it. */
async function listenUntilLost(
  databaseUrl: string,
  { onMessage, onConnected, probeMs, signal }: Connection,
): Promise<unknown> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'patchbay live events',
    keepAlive: true,
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
  });
  const { promise: lost, resolve: lose } = Promise.withResolvers<unknown>();
  client.on('notification', ({ payload = '' }) => onMessage(payload));
  client.on('error', lose);
  client.on('end', () => lose(new Error('The server closed the connection.')));
  const close = () => lose(undefined);
  signal.addEventListener('abort', close, { once: true });
  const probe = setInterval(() => client.query('select 1').catch(lose), probeMs);
  let isOver = false;
  const listening = async () => {
    await client.connect();
    await client.query(`listen ${channel}`);
    if (!isOver) onConnected();
    return lost;
  };
  try {
    // Whoever closes the hub does not wait for a server that does not answer.
    return await Promise.race([listening(), lost]);
  } catch (error) {
    return error;
  } finally {
    isOver = true;
    clearInterval(probe);
    signal.removeEventListener('abort', close);
    client.removeAllListeners('notification');
    await Promise.race([client.end(), sleep(500, undefined, { ref: false })]).catch(() => {});
  }
}
