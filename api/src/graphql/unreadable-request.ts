import type { FastifyReply, FastifyRequest } from 'fastify';

/** What is wrong with a request before anybody has looked for an operation in it. Never in the words of the parser: they quote the body. */
const refusals: Record<number, string> = {
  415: 'Send JSON, with the content type application/json.',
  400: 'The body is not valid JSON.',
};

/** For Fastify's error handler: the same shape as any answer of GraphQL. */
export function refuseUnreadable(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (given >= 400 && given < 500) {
    const message = given === 413 ? tooLarge(request) : refusals[given];
    return refuse(reply, given, 'BAD_REQUEST', message ?? 'The request cannot be read.');
  }
  request.log.error({ err: error }, 'a request failed unexpectedly');
  const message = 'Something went wrong on our side. The operator finds the details in the log.';
  return refuse(reply, 500, 'INTERNAL', message);
}

function tooLarge({ routeOptions: { bodyLimit } }: FastifyRequest): string {
  return `The request is larger than ${Math.floor(bodyLimit / 1024 / 1024)} MB. Send less at once.`;
}

/** Without the address that was asked for: its query may hold anything. */
export function refuseUnknownPlace(_request: FastifyRequest, reply: FastifyReply) {
  const message = 'There is nothing here. Send POST requests to /graphql, subscriptions to /graphql/stream.';
  return refuse(reply, 404, 'NOT_FOUND', message);
}

function refuse(reply: FastifyReply, status: number, code: string, message: string) {
  return reply.code(status).send({ errors: [{ message, extensions: { code, status } }] });
}
