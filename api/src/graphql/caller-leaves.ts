import type { ServerResponse } from 'node:http';

/**
 * One signal per request that ends when the caller goes away, or has its answer. The response tells: to Node a request
 * is closed as soon as its body was read, so Fastify's own `request.signal` says nothing here.
 */
export function callerLeaves() {
  // One for all: to make one takes a stack trace, and each request ends with it.
  const gone = new DOMException('The caller has left, or has its answer.', 'AbortError');
  const leaving = new WeakMap<object, AbortSignal>();
  return {
    /** For the hook onRequest. */
    watch(request: object, { raw: response }: { raw: ServerResponse }, done: () => void): void {
      const controller = new AbortController();
      response.once('close', () => controller.abort(gone));
      leaving.set(request, controller.signal);
      done();
    },
    signalOf: (request: object): AbortSignal => leaving.get(request) ?? AbortSignal.abort(),
  };
}
