import type { ServerResponse } from 'node:http';

/**
 * One signal per request that ends when the caller goes away, or has its answer. The response tells: to Node a request
 * is closed as soon as its body was read, so Fastify's own `request.signal` says nothing here.
 */
export function callerLeaves() {
  const leaving = new WeakMap<object, AbortSignal>();
  return {
    /** For the hook onRequest. */
    watch(request: object, { raw: response }: { raw: ServerResponse }, done: () => void): void {
      const controller = new AbortController();
      response.once('close', () => controller.abort());
      leaving.set(request, controller.signal);
      done();
    },
    signalOf: (request: object): AbortSignal => leaving.get(request) ?? AbortSignal.abort(),
  };
}
