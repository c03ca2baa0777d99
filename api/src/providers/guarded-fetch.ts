import { lookup as systemLookup } from 'node:dns';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { Agent, buildConnector, fetch as undiciFetch, type Dispatcher } from 'undici';
import { EgressRefused, FetchFailure, findFetchFailure, type FetchFailureKind } from './egress-errors.ts';
import { judgeAddress, portOf, withoutBrackets, type AllowRule } from './egress-rules.ts';

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

/** The outermost limits; a call sets its own, shorter ones through its signal. */
export type FetchLimits = {
  connectMs: number;
  headersMs: number;
  idleMs: number;
  totalMs: number;
  maxBytes: number;
};

export const defaultLimits: FetchLimits = {
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

export function createGuardedFetch({ allow, limits: given, lookup }: GuardedFetchOptions): GuardedFetch {
  const limits = { ...defaultLimits, ...given };
  const dispatcher = new Agent({
    connect: guardedConnector(allow, limits.connectMs, lookup ?? systemLookup),
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  }).compose(
    (dispatch) => (options, handler) =>
      dispatch(options, new LimitedAnswer(handler, limits, hostOf(options.origin))),
  );

  const guardedFetch: typeof globalThis.fetch = async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('A guarded fetch takes a URL and its options.');
    const url = new URL(input);
    checkUrl(url, allow);
    const { method = 'GET', headers, body, signal } = init;
    if (body !== null && body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)) {
      throw new TypeError('A guarded fetch sends a string or bytes.');
    }
    let response;
    try {
      response = await undiciFetch(url, {
        method,
        // A compressed answer would be counted before it is unpacked, a gigabyte for a megabyte.
        headers: { ...Object.fromEntries(new Headers(headers)), 'accept-encoding': 'identity' },
        body,
        signal,
        redirect: 'manual',
        dispatcher,
      });
    } catch (error) {
      throw findFetchFailure(error, url.host) ?? error;
    }
    if (redirects.has(response.status)) {
      await response.body?.cancel();
      throw new EgressRefused(
        'redirect',
        `${url.host} answered with a redirect (${response.status}), and redirects are not followed. Enter the final address instead.`,
      );
    }
    return response;
  };
  return Object.assign(guardedFetch, {
    checkUrl: (url: string) => checkUrl(new URL(url), allow),
    close: () => dispatcher.destroy(),
  });
}

const redirects = new Set([301, 302, 303, 307, 308]);

function hostOf(origin: string | URL | undefined): string {
  return origin === undefined ? 'the server' : new URL(origin).host;
}

function checkUrl(url: URL, allow: readonly AllowRule[]): void {
  const host = withoutBrackets(url.hostname);
  const port = portOf(url.port, url.protocol);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new EgressRefused('scheme', 'Only https:// addresses are called.');
  if (url.username !== '' || url.password !== '')
    throw new EgressRefused('url', 'The address must not contain a user name or password.');
  if (host === '' || host.endsWith('.'))
    throw new EgressRefused('url', 'Leave out the dot at the end of the host name.');
  if (isIP(host) !== 0) return judge(host, host, port, url.protocol, allow);
  // A name's address is judged at connect; here only what no address could make good.
  const mayBeAllowed = allow.some((rule) => rule.port === port && (!('host' in rule) || rule.host === host));
  if (mayBeAllowed) return;
  if (host === 'localhost' || host.endsWith('.localhost')) throw refusedAddress(host, port, 'not-public');
  if (url.protocol === 'http:') throw plainHttp(host);
}

function judge(
  address: string,
  host: string,
  port: number,
  protocol: string,
  allow: readonly AllowRule[],
): void {
  const verdict = judgeAddress(address, host, port, allow);
  if (verdict === 'never' || verdict === 'not-public') throw refusedAddress(host, port, verdict);
  if (verdict === 'public' && protocol === 'http:') throw plainHttp(host);
}

/** Says nothing of the address behind a name: what a private resolver answers is nobody's business. */
function refusedAddress(host: string, port: number, verdict: 'never' | 'not-public'): EgressRefused {
  const fix =
    verdict === 'never'
      ? 'Link-local, metadata and multicast addresses are never called.'
      : `Only public addresses are called. To use a server on a private network, the operator adds its address and port ${port} to EGRESS_ALLOW.`;
  return new EgressRefused('address', `${host} is, or resolves to, an address that is not public. ${fix}`);
}

function plainHttp(host: string): EgressRefused {
  return new EgressRefused(
    'plain-http',
    `${host} must be called by https://: over plain http the key would travel in the open.`,
  );
}

function guardedConnector(
  allow: readonly AllowRule[],
  timeout: number,
  lookup: LookupFunction,
): buildConnector.connector {
  const secure = buildConnector({ timeout, allowH2: false });
  return (options, callback) => {
    const { hostname, protocol } = options;
    const port = portOf(options.port, protocol);
    try {
      if (isIP(hostname) !== 0) judge(hostname, hostname, port, protocol, allow);
    } catch (error) {
      return callback(asError(error), null);
    }
    openSocket(
      hostname,
      port,
      timeout,
      guardedLookup(lookup, hostname, port, protocol, allow),
      (error, socket) => {
        if (!socket) return callback(asError(error), null);
        if (protocol === 'https:') return secure({ ...options, httpSocket: socket }, callback);
        callback(null, socket);
      },
    );
  };
}

/** Passes on only those addresses that may be called; where none is left, says so. */
function guardedLookup(
  lookup: LookupFunction,
  host: string,
  port: number,
  protocol: string,
  allow: readonly AllowRule[],
): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      let refusal: unknown = new FetchFailure('dns', host);
      const callable = addresses.filter(({ address }) => {
        try {
          judge(address, host, port, protocol, allow);
          return true;
        } catch (refused) {
          refusal = refused;
          return false;
        }
      });
      const [first] = callable;
      if (!first) return callback(asError(refusal), '', 0);
      if (options.all) return callback(null, callable);
      callback(null, first.address, first.family);
    });
  };
}

function openSocket(
  host: string,
  port: number,
  timeout: number,
  lookup: LookupFunction,
  done: (error: Error | null, socket: Socket | null) => void,
): void {
  const socket = connectTcp({
    host,
    port,
    lookup,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
    autoSelectFamily: true,
  });
  const timer = setTimeout(() => socket.destroy(new FetchFailure('connect-timeout', host)), timeout);
  const onError = (error: Error) => {
    clearTimeout(timer);
    done(error, null);
  };
  socket.once('error', onError);
  socket.once('connect', () => {
    clearTimeout(timer);
    socket.off('error', onError);
    done(null, socket);
  });
}

/**
 * Ends an answer that is too large, too long in coming, or packed. The silences are timed here because undici's own
 * timers are coarse and not tied to one call.
 */
class LimitedAnswer implements Dispatcher.DispatchHandler {
  readonly #inner: Dispatcher.DispatchHandler;
  readonly #limits: FetchLimits;
  readonly #host: string;
  #received = 0;
  #deadline: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;

  constructor(inner: Dispatcher.DispatchHandler, limits: FetchLimits, host: string) {
    this.#inner = inner;
    this.#limits = limits;
    this.#host = host;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    // An idle connection that turns out to be closed lets the request start again on another one.
    this.#stopTimers();
    const abort = (kind: FetchFailureKind) => controller.abort(new FetchFailure(kind, this.#host));
    // A body that drips a byte a second never falls silent: only a deadline for the whole ends it.
    this.#deadline = setTimeout(abort, this.#limits.totalMs, 'deadline');
    this.#silence = setTimeout(abort, this.#limits.headersMs, 'no-answer');
    this.#inner.onRequestStart?.(controller, context);
  }

  onResponseStart(
    ...[controller, status, headers, message]: Parameters<
      NonNullable<Dispatcher.DispatchHandler['onResponseStart']>
    >
  ): void {
    const abort = (kind: FetchFailureKind) => controller.abort(new FetchFailure(kind, this.#host));
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') return abort('compressed');
    if (Number(headers['content-length']) > this.#limits.maxBytes) return abort('too-large');
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      // While the reader pauses, the silence is not the server's.
      if (controller.paused) this.#silence?.refresh();
      else abort('stall');
    }, this.#limits.idleMs);
    this.#inner.onResponseStart?.(controller, status, headers, message);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > this.#limits.maxBytes)
      return controller.abort(new FetchFailure('too-large', this.#host));
    this.#silence?.refresh();
    this.#inner.onResponseData?.(controller, chunk);
  }

  onResponseEnd(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>): void {
    this.#stopTimers();
    this.#inner.onResponseEnd?.(...given);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#stopTimers();
    this.#inner.onResponseError?.(controller, error);
  }

  #stopTimers(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#silence);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
