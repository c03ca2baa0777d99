import { GraphQLError } from 'graphql';

/** The request is at fault, and the message says how: it repeats nothing of what was sent. */
export function clientError(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', status, http: { status } } });
}
