import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { registerAuth } from './access/auth.ts';
import { actorOfKey, actorOfPerson } from './access/resolve-actor.ts';
import { type Caller, type Context, createContext } from './context.ts';
import { DeclaredError, SignedOutError } from './errors.ts';
import { createApollo } from './graphql/apollo.ts';
import { callerLeaves } from './graphql/caller-leaves.ts';
import { eventStream } from './graphql/event-stream.ts';
import { formatError } from './graphql/format-error.ts';
import { refuseUnknownPlace, refuseUnreadable } from './graphql/unreadable-request.ts';
import { acrossOrganizations } from './orm.ts';
import { RequestLog } from './request-log.ts';
import type { Services } from './services.ts';
import { registerFiles } from './uploads/file-routes.ts';
import type { BodyLimits } from './uploads/read-body.ts';

/** How long what is under way may take to end when the process shuts down. */
const closingGraceMs = 3_000;

/** The largest workflow there may be, and what is asked about it. */
const bodyLimit = 6 * 1024 * 1024;
/** A trial may bring an image of 5 MB, in base64. */
const streamBodyLimit = 8 * 1024 * 1024;

type Options = { heartbeatMs?: number; files?: BodyLimits };

export async function createServer(
  services: Services,
  schema: GraphQLSchema,
  { heartbeatMs, files }: Options = {},
) {
  const app = Fastify({
    loggerInstance: services.log,
    logController: new RequestLog(),
    bodyLimit,
    trustProxy: 'loopback',
  });
  // Only JSON is understood: a form or text/plain post from a foreign page never reaches an operation.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(refuseUnreadable);
  app.setNotFoundHandler(refuseUnknownPlace);

  const leaves = callerLeaves();
  app.addHook('onRequest', leaves.watch);

  const contextFor = (request: FastifyRequest, caller: Caller): Context =>
    createContext(services, caller, {
      lastEventId: header(request, 'last-event-id'),
      signal: leaves.signalOf(request),
    });
  const contextOf = async (request: FastifyRequest): Promise<Context> =>
    contextFor(request, await callerOf(services, request).catch(asClientError));
  const apollo = createApollo(schema, services.log);
  apollo.addPlugin(fastifyApolloDrainPlugin(app));
  await apollo.start();
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler(apollo, { context: contextOf }),
  });
  app.post(
    '/graphql/stream',
    { bodyLimit: streamBodyLimit },
    eventStream({
      schema,
      contextOf,
      format: formatError(services.log),
      closing: services.hub.closed,
      heartbeatMs,
    }),
  );
  registerAuth(app, services.auth);
  registerFiles(app, {
    contextOf: async (request, organization) =>
      contextFor(request, await callerOf(services, request, organization)),
    limits: files,
  });

  app.addHook('preClose', async () => {
    // Whoever still holds a connection then, by a request that never ends or a stream that nobody reads, is cut off.
    setTimeout(() => app.server.closeAllConnections(), closingGraceMs).unref();
  });

  app.get('/healthz', async () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const database = await acrossOrganizations(services.orm, (em) => em.execute('select 1')).then(
      () => true,
      () => false,
    );
    return reply.code(database ? 200 : 503).send({ database });
  });
  return app;
}

async function callerOf(
  { orm, auth }: Services,
  request: FastifyRequest,
  named: string | null = null,
): Promise<Caller> {
  const organization = named ?? header(request, 'patchbay-organization');
  const bearer = /^Bearer (.+)$/.exec(header(request, 'authorization') ?? '')?.[1];
  if (bearer) {
    const actor = await actorOfKey(orm, bearer);
    if (!actor) throw new SignedOutError('This API key is unknown, revoked or expired.');
    // A key has one organisation; naming another is a mistake that must not pass for the key's own.
    const isOwn = organization === null || organization === actor.organizationSlug;
    return { signedIn: true, person: null, actor: isOwn ? actor : null, organization };
  }
  const person = await auth.personOf(new Headers({ cookie: request.headers.cookie ?? '' }));
  if (!person) return { signedIn: false, person: null, actor: null, organization };
  return { signedIn: true, person, actor: await actorOfPerson(orm, person, organization), organization };
}

function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function asClientError(error: unknown): never {
  if (!(error instanceof DeclaredError)) throw error;
  const { message, code, status } = error;
  throw new GraphQLError(message, { extensions: { code, status, http: { status } } });
}
