// Subscriptions over server-sent events: one POST per subscription, events `next` and `complete` as in the GraphQL over
// SSE protocol's distinct-connections mode. Written here because Apollo has no such transport and the usual library
// neither numbers its events nor knows our limits: a client that comes back with Last-Event-ID misses nothing.
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { checkOperation, clientError, limits } from './check-operation.ts';

const requestShape = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

type Options = {
  schema: GraphQLSchema;
  contextOf: (request: FastifyRequest) => Promise<Context>;
  /** Whether the caller may still listen: a sign-out or a revoked key ends its streams. */
  stillAllowed: (request: FastifyRequest) => Promise<boolean>;
  format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  heartbeatMs?: number;
};

export function eventStream({ schema, contextOf, stillAllowed, format, heartbeatMs = 10_000 }: Options) {
  const formatted = (error: unknown) =>
    error instanceof GraphQLError
      ? format(error.toJSON(), error)
      : format(new GraphQLError('').toJSON(), error);
  const shown = (result: ExecutionResult) =>
    JSON.stringify(result.errors ? { ...result, errors: result.errors.map(formatted) } : result);

  return async (request: FastifyRequest, reply: FastifyReply) => {
    let args: ExecutionArgs;
    try {
      args = await prepare(schema, request.body, () => contextOf(request));
    } catch (error) {
      return refuse(reply, [formatted(error)]);
    }
    const source = await createSourceEventStream(args);
    if (!isAsyncIterable(source)) return refuse(reply, (source.errors ?? []).map(formatted));

    const events = source[Symbol.asyncIterator]();
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform keeps proxies from compressing the stream, which would hold events back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    out.write(':\n\n');
    const heartbeat = setInterval(() => {
      out.write(':\n\n');
      stillAllowed(request).then(
        (allowed) => allowed || out.end(),
        () => out.end(),
      );
    }, heartbeatMs);
    const stop = () => void events.return?.();
    out.on('close', stop);
    try {
      for (let next = await events.next(); !next.done; next = await events.next()) {
        const result = await execute({ ...args, rootValue: next.value });
        const id = cursorOf(next.value);
        const more = out.write(`event: next\n${id ? `id: ${id}\n` : ''}data: ${shown(result)}\n\n`);
        // A slow reader is waited for, not buffered without end.
        if (!more && !out.closed)
          await new Promise((resolve) => out.once('drain', resolve).once('close', resolve));
      }
    } catch (error) {
      out.write(`event: next\ndata: ${JSON.stringify({ errors: [formatted(error)] })}\n\n`);
    } finally {
      clearInterval(heartbeat);
      out.off('close', stop);
      out.end('event: complete\ndata:\n\n');
    }
  };
}

async function prepare(
  schema: GraphQLSchema,
  body: unknown,
  contextOf: () => Promise<Context>,
): Promise<ExecutionArgs> {
  const given = requestShape.safeParse(body);
  if (!given.success) throw clientError('Send one JSON object with "query" and, where needed, "variables".');
  const { query, operationName = null, variables } = given.data;
  const document: DocumentNode = parse(query, { maxTokens: limits.tokens });
  const [invalid] = validate(schema, document);
  if (invalid) throw clientError(invalid.message);
  const context = await contextOf();
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
