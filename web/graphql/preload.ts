import 'server-only';
import {
  Client,
  fetchExchange,
  ssrExchange,
  type AnyVariables,
  type SSRData,
  type TypedDocumentNode,
} from '@urql/core';
import { headers } from 'next/headers';

interface Preloaded<Data> {
  /** Undefined when the API gave no answer that could be used. */
  data: Data | undefined;
  /** To hand to GraphqlProvider, so that the browser does not ask again. */
  answers: SSRData;
}

/** Asks the API on behalf of whoever asked for the page, before the page is sent. */
export async function preload<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  organization?: string,
): Promise<Preloaded<Data>> {
  const incoming = await headers();
  const ssr = ssrExchange({ isClient: false });
  const client = new Client({
    url: new URL('/graphql', process.env.API_URL).href,
    preferGetMethod: false,
    fetchOptions: {
      cache: 'no-store',
      headers: {
        cookie: incoming.get('cookie') ?? '',
        'user-agent': incoming.get('user-agent') ?? '',
        'x-forwarded-for': incoming.get('x-forwarded-for') ?? '',
        ...(organization === undefined ? {} : { 'patchbay-organization': organization }),
      },
    },
    exchanges: [ssr, fetchExchange],
  });
  const { data, error } = await client.query(document, variables).toPromise();
  return error ? { data: undefined, answers: {} } : { data, answers: ssr.extractData() };
}
