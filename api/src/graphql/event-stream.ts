// Subscriptions over server-sent events: one POST per subscription, events `next` and `complete` as in the GraphQL over
// SSE protocol's distinct-connections mode. Written here because Apollo has no such transport and the usual library
// neither numbers its events nor knows our limits: a client that comes back with Last-Event-ID misses nothing.
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { checkOperation, readDocument } from './check-operation.ts';
import { clientError } from './client-error.ts';

const requestShape = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

type Options = {
  schema: GraphQLSchema;
  contextOf: (request: FastifyRequest) => Promise<Context>;
  format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  /** Aborts when the process shuts down: readers are cut off, and go on at another one. */
  closing: AbortSignal;
  heartbeatMs?: number;
};

export function eventStream({ schema, contextOf, format, closing, heartbeatMs = 10_000 }: Options) {
  const formatted = (error: unknown) =>
    error instanceof GraphQLError
      ? format(error.toJSON(), error)
      : format(new GraphQLError('').toJSON(), error);
  const shown = (result: ExecutionResult) =>
    JSON.stringify(result.errors ? { ...result, errors: result.errors.map(formatted) } : result);

  return async (request: FastifyRequest, reply: FastifyReply) => {
    let context: Context;
    let args: ExecutionArgs;
    let source: Awaited<ReturnType<typeof createSourceEventStream>>;
    try {
      context = await contextOf(request);
      args = prepare(schema, request.body, context);
      source = await createSourceEventStream(args);
    } catch (error) {
      return refuse(reply, [formatted(error)]);
    }
    if (!isAsyncIterable(source)) return refuse(reply, (source.errors ?? []).map(formatted));

    /** A sign-out, a revoked key or another role ends the stream; whoever may still listen comes back. */
    const rights = JSON.stringify(context.actor);
    const isUnchanged = async () => JSON.stringify((await contextOf(request)).actor) === rights;
    // Loaders remember by context, so each event needs one of its own: the next event would show the rows of the last.
    const render = async (event: unknown) =>
      shown(await execute({ ...args, rootValue: event, contextValue: { ...context } }));

    reply.hijack();
    await deliver(reply.raw, source[Symbol.asyncIterator](), {
      render,
      renderFailure: (error) => JSON.stringify({ errors: [formatted(error)] }),
      isUnchanged,
      closing,
      heartbeatMs,
    });
  };
}

type Delivery = {
  render: (event: unknown) => Promise<string>;
  renderFailure: (error: unknown) => string;
  isUnchanged: () => Promise<boolean>;
  closing: AbortSignal;
  heartbeatMs: number;
};

/** Whoever has not read what is left by then is cut off. */
const farewellMs = 2_000;

async function deliver(
  out: ServerResponse,
  events: AsyncIterator<unknown>,
  { render, renderFailure, isUnchanged, closing, heartbeatMs }: Delivery,
): Promise<void> {
  out.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // no-transform keeps proxies from compressing the stream, which would hold events back.
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  out.write(':\n\n');

  const end = (farewell = '') => {
    if (out.writableEnded) return;
    clearInterval(heartbeat);
    closing.removeEventListener('abort', cut);
    out.end(farewell);
    setTimeout(() => out.destroy(), farewellMs).unref();
    // The source may be waiting for its next event: it is told, and whether that goes well concerns nobody any more.
    Promise.resolve(events.return?.()).catch(() => {});
  };
  /** Without `complete`: the client takes it for a broken connection, and comes back to where it was. */
  const cut = () => end();
  const heartbeat = setInterval(() => {
    if (!out.writableNeedDrain) out.write(':\n\n');
    isUnchanged().then((unchanged) => unchanged || cut(), cut);
  }, heartbeatMs);
  out.on('close', cut);
  closing.addEventListener('abort', cut, { once: true });
  if (closing.aborted) cut();

  try {
    for (let next = await events.next(); !next.done && !out.writableEnded; next = await events.next()) {
      const data = await render(next.value);
      const id = cursorOf(next.value);
      // A slow reader is waited for, not buffered without end.
      if (out.writableEnded) return;
      if (!out.write(`event: next\n${id ? `id: ${id}\n` : ''}data: ${data}\n\n`)) await drained(out);
    }
    // A source that follows the closing of the process ends as well: that is not the end of what it tells of.
    if (closing.aborted) cut();
    end(complete);
  } catch (error) {
    end(`event: next\ndata: ${renderFailure(error)}\n\n${complete}`);
  }
}

const complete = 'event: complete\ndata:\n\n';

function drained(out: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (out.closed) resolve();
  out.once('drain', resolve).once('close', resolve);
  return promise.finally(() => out.off('drain', resolve).off('close', resolve));
}

function prepare(schema: GraphQLSchema, body: unknown, context: Context): ExecutionArgs {
  const given = requestShape.safeParse(body);
  if (!given.success) throw clientError('Send one JSON object with "query" and, where needed, "variables".');
  const { query, operationName = null, variables } = given.data;
  const document = readDocument(schema, query);
  checkOperation({ schema, document, operationName, variables: variables ?? {}, context });
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw clientError('Only subscriptions are streamed; send queries and mutations to /graphql.');
  }
  return { schema, document, operationName, variableValues: variables, contextValue: context };
}

function refuse(reply: FastifyReply, errors: GraphQLFormattedError[]) {
  const status = errors[0]?.extensions?.status;
  return reply.code(typeof status === 'number' ? status : 400).send({ errors });
}

function cursorOf(event: unknown): string | null {
  return typeof event === 'object' && event !== null && 'cursor' in event ? String(event.cursor) : null;
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}
