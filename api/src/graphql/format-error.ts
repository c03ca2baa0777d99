import type { GraphQLFormattedError } from 'graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import { DeclaredError } from '../errors.ts';
import type { Log } from '../log.ts';
import { withoutValue } from './without-value.ts';

/** Expected failures keep their words; whatever else happened is logged here, and leaks nothing. */
export function formatError(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const { locations, path } = formatted;
    if (cause instanceof DeclaredError) {
      const { code, status, message } = cause;
      return { message, locations, path, extensions: { code, status, path: cause.path } };
    }
    const code = formatted.extensions?.code;
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      const { status = 400, path: field } = formatted.extensions ?? {};
      const extensions = { code, status, ...(field !== undefined && { path: field }) };
      return { message: withoutValue(formatted.message), locations, path, extensions };
    }
    log.error({ err: cause, path }, 'an operation failed unexpectedly');
    const message = 'Something went wrong on our side. The operator finds the details in the log.';
    return { message, locations, path, extensions: { code: 'INTERNAL', status: 500 } };
  };
}
