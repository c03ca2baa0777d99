import {
  Client,
  fetchExchange,
  mapExchange,
  ssrExchange,
  subscriptionExchange,
  type Exchange,
  type SSRData,
} from '@urql/core';
import { filter, pipe } from 'wonka';
import { createCache } from './cache';
import { subscribe } from './subscribe';

interface ClientOptions {
  /** The slug of the organisation that the page is about. */
  organization: string | undefined;
  /** Answers that the server has fetched already. */
  preloaded: SSRData;
  onSignedOut(): void;
  onUnreachable(): void;
}

/** One client per organisation: its cache never holds what belongs to another. */
export function createBrowserClient({
  organization,
  preloaded,
  onSignedOut,
  onUnreachable,
}: ClientOptions): Client {
  const headers: Record<string, string> =
    organization === undefined ? {} : { 'patchbay-organization': organization };
  const server = typeof window === 'undefined';
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { headers, credentials: 'same-origin' },
    exchanges: [
      mapExchange({
        onResult({ data, error }) {
          if (error?.networkError) onUnreachable();
          const codes = [
            ...(error?.graphQLErrors ?? []).map(({ extensions }) => extensions['code']),
            ...declaredCodes(data),
          ];
          if (codes.includes('SIGNED_OUT')) onSignedOut();
        },
      }),
      createCache(),
      ssrExchange({ isClient: true, initialState: preloaded }),
      // While a page is rendered on the server, only what was preloaded is answered.
      ...(server ? [silence] : [liveExchange(headers), fetchExchange]),
    ],
  });
}

function declaredCodes(data: unknown): unknown[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).map((field) =>
    typeof field === 'object' && field !== null && 'code' in field ? field.code : undefined,
  );
}

const silence: Exchange = () => (operations) =>
  pipe(
    operations,
    filter((_operation): _operation is never => false),
  );

function liveExchange(headers: Record<string, string>): Exchange {
  return subscriptionExchange({
    forwardSubscription({ query, variables, operationName }) {
      const body = { query: query ?? '', variables, operationName };
      return {
        subscribe: (sink) => ({
          unsubscribe: subscribe(
            { url: '/graphql/stream', body, headers: () => headers, fetch: window.fetch.bind(window) },
            {
              next: (result) => sink.next(result),
              error: (error) => sink.error(error),
              complete: () => sink.complete(),
            },
          ),
        }),
      };
    },
  });
}
