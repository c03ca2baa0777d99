import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { Auth } from './auth.ts';
import { addressHeader } from './auth-routes.ts';

const bodyLimit = 16 * 1024;

/** Mounts /auth. In a scope of its own: here a body stays text, and only JSON is understood. */
export function registerAuth<Logger extends FastifyBaseLogger>(
  app: FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, Logger>,
  auth: Pick<Auth, 'handle'>,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error, request, reply) => {
      const { status, code, message } = describe(error);
      if (status >= 500) request.log.error({ err: error }, 'a request under /auth failed');
      return reply.code(status).send({ code, message, path: [] });
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/auth/*',
      bodyLimit,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const response = await auth.handle(asWebRequest(request));
        reply.code(response.status);
        for (const [name, value] of response.headers) {
          if (name !== 'set-cookie') reply.header(name, value);
        }
        const cookies = response.headers.getSetCookie();
        if (cookies.length > 0) reply.header('set-cookie', cookies);
        return reply.send(await response.text());
      },
    });
  });
}

type Incoming = Pick<FastifyRequest, 'headers' | 'ip' | 'body' | 'url' | 'method'>;

function asWebRequest(request: Incoming): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  // Whatever a client says about its own address is overwritten by what the server knows.
  headers.set(addressHeader, request.ip);
  const body = typeof request.body === 'string' ? { body: request.body } : {};
  return new Request(new URL(request.url, 'http://auth.invalid'), {
    method: request.method,
    headers,
    ...body,
  });
}

function describe(error: unknown): { status: number; code: string; message: string } {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return { status, code: 'TOO_LARGE', message: 'The request is too large.' };
  if (status === 415)
    return { status, code: 'NOT_JSON', message: 'Send JSON, with the content type application/json.' };
  if (status >= 400 && status < 500)
    return { status, code: 'BAD_REQUEST', message: 'The request could not be read.' };
  return { status: 500, code: 'INTERNAL', message: 'Something went wrong on our side. It has been logged.' };
}
