import type { Dispatcher } from 'undici';
import { EgressRefused, FetchFailure, findFetchFailure, type FetchFailureKind } from './egress-errors.ts';
import type { RequestWatch } from './fetch-stage.ts';

export type AnswerLimits = { headersMs: number; idleMs: number; totalMs: number; maxBytes: number };

type Controller = Dispatcher.DispatchController;
type AnswerHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** One request and its answer, ended when the answer is too large, too long in coming, packed, or elsewhere. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly response: Promise<Response>;
  readonly #host: string;
  readonly #limits: AnswerLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #watch: RequestWatch | null;
  readonly #answered = Promise.withResolvers<Response>();
  #request: Controller | undefined;
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;
  #received = 0;
  #failure: { reason: unknown } | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;

  constructor(
    host: string,
    limits: AnswerLimits,
    signal: AbortSignal | undefined,
    watch: RequestWatch | null = null,
  ) {
    this.#watch = watch;
    this.#host = host;
    this.#limits = limits;
    this.#signal = signal;
    this.response = this.#answered.promise;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Controller): void {
    this.#request = controller;
    if (this.#failure) return controller.abort(asError(this.#failure.reason));
    this.#watch?.sending();
    // An idle connection that turns out to be closed lets the request start again on another one.
    clearTimeout(this.#deadline);
    clearTimeout(this.#silence);
    // A body that drips a byte a second never falls silent: only a deadline for the whole ends it.
    this.#deadline = setTimeout(() => this.#fail('deadline'), this.#limits.totalMs);
    this.#silence = setTimeout(() => this.#fail('no-answer'), this.#limits.headersMs);
  }

  onResponseStart(controller: Controller, status: number, headers: AnswerHeaders): void {
    // "Early hints" come before the answer.
    if (status < 200) return;
    if (status > 599) return this.#fail('not-http');
    this.#watch?.answering(status);
    if (redirects.has(status)) return this.#end(redirected(this.#host, status));
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') return this.#fail('compressed');
    if (Number(headers['content-length']) > this.#limits.maxBytes) return this.#fail('too-large');
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      // While the reader pauses, the silence is not the server's.
      if (controller.paused) this.#silence?.refresh();
      else this.#fail('stall');
    }, this.#limits.idleMs);
    this.#answered.resolve(
      new Response(withoutBody.has(status) ? null : this.#stream(), { status, headers: toHeaders(headers) }),
    );
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    // A parser that is resumed and has nothing yet says so by an empty chunk; passed on, it would be read and resume it again.
    if (chunk.length === 0) return;
    this.#received += chunk.length;
    if (this.#received > this.#limits.maxBytes) return this.#fail('too-large');
    this.#silence?.refresh();
    if (this.#failure || !this.#body) return;
    this.#body.enqueue(new Uint8Array(chunk));
    if ((this.#body.desiredSize ?? 0) <= 0) controller.pause();
  }

  onResponseEnd(): void {
    this.#settle();
    if (!this.#failure) this.#body?.close();
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#end(findFetchFailure(error, this.#host) ?? error);
  }

  #stream(): ReadableStream<Uint8Array> {
    return new ReadableStream(
      {
        start: (controller) => {
          this.#body = controller;
        },
        pull: () => this.#request?.resume(),
        cancel: (reason) => this.#end(reason ?? new Error('The answer was not read to its end.')),
      },
      { highWaterMark: 16 },
    );
  }

  readonly #onAbort = () => this.#end(this.#signal?.reason);

  #fail(kind: FetchFailureKind): void {
    this.#end(new FetchFailure(kind, this.#host));
  }

  /** The first reason counts: the connection's own error, which follows from hanging up, says nothing new. */
  #end(reason: unknown): void {
    if (this.#failure) return;
    this.#failure = { reason };
    this.#settle();
    this.#answered.reject(reason);
    this.#body?.error(reason);
    this.#request?.abort(asError(reason));
  }

  #settle(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#silence);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

const redirects = new Set([301, 302, 303, 307, 308]);
const withoutBody = new Set([204, 205, 304]);

function redirected(host: string, status: number): EgressRefused {
  return new EgressRefused(
    'redirect',
    `${host} answered with a redirect (${status}), and redirects are not followed. Enter the final address instead.`,
  );
}

function toHeaders(headers: AnswerHeaders): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) read.append(name, one);
  }
  return read;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
