import type { CombinedError } from 'urql';

/** Why something could not be loaded, in words a person can act on. */
export function reasonOf({ networkError, graphQLErrors, message }: CombinedError): string {
  if (networkError) return 'The server could not be reached. Check the connection and try again.';
  return graphQLErrors[0]?.message ?? message;
}
