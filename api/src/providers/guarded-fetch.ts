import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { checkUrl } from './check-address.ts';
import type { AllowRule } from './egress-rules.ts';
import { Exchange, type AnswerLimits } from './exchange.ts';
import { RequestWatch, type TellStage, watchedRequest } from './fetch-stage.ts';
import { guardedConnector } from './guarded-connector.ts';

/**
 * The only way out of the program for anything that a tenant, a model or a document has a say in. An address is judged
 * when the socket connects, so a name that resolves differently the second time gains nothing.
 */
export type GuardedFetch = typeof globalThis.fetch & {
  /** Refuses at save time what the call would refuse, as far as it can be told without asking the name's server. */
  checkUrl(url: string): void;
  /** Ends at once whatever is still under way. */
  close(): Promise<void>;
};

export type WatchableFetch = GuardedFetch & {
  /** The same fetch, the same pool and the same guards, telling what it does on the way. */
  watched(tell: TellStage): GuardedFetch;
};

/** The outermost limits; a call sets its own, shorter ones through its signal. */
type FetchLimits = AnswerLimits & { connectMs: number };

const defaultLimits: FetchLimits = {
  connectMs: 10_000,
  headersMs: 15 * 60_000,
  idleMs: 5 * 60_000,
  totalMs: 30 * 60_000,
  maxBytes: 32 * 1024 * 1024,
};

export type GuardedFetchOptions = {
  allow: readonly AllowRule[];
  limits?: Partial<FetchLimits>;
  /** The resolver; tests bring one whose answers change. */
  lookup?: LookupFunction;
};

/**
 * A fetch of its own, on undici's dispatcher: undici's fetch does the work of a browser, which here costs more than the
 * call it makes.
 */
export function createGuardedFetch({ allow, limits: given, lookup }: GuardedFetchOptions): WatchableFetch {
  const limits = { ...defaultLimits, ...given };
  const agent = new Agent({
    connect: guardedConnector(allow, limits.connectMs, lookup ?? systemLookup),
    // Each exchange times its own silences.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  });

  const fetchBy =
    (tell: TellStage | null): typeof globalThis.fetch =>
    async (input, init = {}) => {
      if (input instanceof Request) throw new TypeError('A guarded fetch takes a URL and its options.');
      const url = new URL(input);
      checkUrl(url, allow);
      const { method = 'GET', headers, body, signal } = init;
      signal?.throwIfAborted();
      if (body !== null && body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)) {
        throw new TypeError('A guarded fetch sends a string or bytes.');
      }
      const watch = tell && new RequestWatch(url.host, tell);
      const exchange = new Exchange(url.host, limits, signal ?? undefined, watch);
      const dispatch = () =>
        agent.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method,
            // A compressed answer would be counted before it is unpacked, a gigabyte for a megabyte.
            headers: { ...Object.fromEntries(new Headers(headers)), 'accept-encoding': 'identity' },
            body,
          },
          exchange,
        );
      if (watch) watchedRequest.run(watch, dispatch);
      else dispatch();
      return exchange.response;
    };
  const guarded = (tell: TellStage | null): GuardedFetch =>
    Object.assign(fetchBy(tell), {
      checkUrl: (url: string) => checkUrl(new URL(url), allow),
      close: () => agent.destroy(),
    });
  return Object.assign(guarded(null), { watched: guarded });
}
