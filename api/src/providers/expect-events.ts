import { APICallError } from '@ai-sdk/provider';

type Fetch = typeof globalThis.fetch;

const made = new WeakMap<Fetch, Fetch>();

/**
 * A server that cannot stream, or that failed, may answer a streamed call with JSON or a page, and 200. Read as a stream it
 * would be an answer without a word, and what the server said would be lost.
 */
export function expectEvents(fetch: Fetch): Fetch {
  const known = made.get(fetch);
  if (known) return known;
  const expecting: Fetch = async (input, init) => {
    const response = await fetch(input, init);
    const isOther = /json|html/.test(response.headers.get('content-type') ?? '');
    const streamed = /event-?stream/.test(new Headers(init?.headers).get('accept') ?? '');
    if (!response.ok || !isOther || !streamed) return response;
    throw new APICallError({
      message: 'The answer is not a stream.',
      url: String(input),
      requestBodyValues: undefined,
      statusCode: response.status,
      responseHeaders: Object.fromEntries(response.headers),
      responseBody: await response.text(),
    });
  };
  made.set(fetch, expecting);
  return expecting;
}
