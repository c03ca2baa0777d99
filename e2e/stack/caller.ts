// Whoever calls the product from outside a browser: over HTTP, with nothing but an address and headers.

export type Headers = Readonly<Record<string, string>>;
type Variables = Readonly<Record<string, unknown>>;
export type StreamEvent<Data> = { id: string | null; data: Data };

export type Caller = ReturnType<typeof createCaller>;

/** Uses the launcher's link up, as the page behind it does. */
export async function enter(url: string, entryLink: string): Promise<Headers> {
  const token = new URL(entryLink).hash.slice(1);
  const response = await fetch(`${url}/auth/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ token }),
  });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  if (!response.ok || cookie === '') throw new Error(`The link does not sign in: ${await response.text()}`);
  return { cookie, origin: url };
}

/** `hear` is told everything that was answered, as it came. */
export function createCaller(url: string, headers: Headers, hear: (text: string) => void = () => {}) {
  const post = (path: string, body: object, more: Headers = {}, signal?: AbortSignal) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, ...more },
      body: JSON.stringify(body),
      signal,
    });

  async function ask<Data>(query: string, variables: Variables = {}): Promise<Data> {
    const response = await post('/graphql', { query, variables });
    const text = await response.text();
    hear(text);
    const { data, errors } = asAnswer<Data>(text);
    if (!data || errors) throw new Error(`The api answered ${response.status}: ${text.slice(0, 1_000)}`);
    return data;
  }

  return {
    url,
    headers,
    /** The same person, by another way. */
    at: (elsewhere: string) => createCaller(elsewhere, headers, hear),
    with: (more: Headers) => createCaller(url, { ...headers, ...more }, hear),
    heardBy: (ear: (text: string) => void) => createCaller(url, headers, ear),
    ask,

    /** One mutation of the given input; a declared error is thrown with its message. */
    async change<Payload>(mutation: string, input: object, fields: string): Promise<Payload> {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}`;
      const query = `mutation ($input: ${type}Input!) { answer: ${mutation}(input: $input) {
        kind: __typename ... on Error { message } ... on ${type}Payload { ${fields} } } }`;
      const { answer } = await ask<{ answer: Payload & { kind: string; message?: string } }>(query, {
        input,
      });
      if (answer.kind === `${type}Payload`) return answer;
      throw new Error(`${mutation} answered ${answer.kind}: ${answer.message}`);
    },

    /** The events of a subscription, until it ends, breaks, or nobody reads on. */
    async *follow<Data>(
      query: string,
      variables: Variables,
      { after, signal }: { after?: string | null; signal?: AbortSignal } = {},
    ): AsyncGenerator<StreamEvent<Data> | 'complete', undefined, undefined> {
      const leave = new AbortController();
      const resumed: Headers = after ? { 'last-event-id': after } : {};
      try {
        const until = signal ? AbortSignal.any([signal, leave.signal]) : leave.signal;
        const response = await post('/graphql/stream', { query, variables }, resumed, until);
        if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
          throw new Error(`There is no stream: ${response.status} ${await response.text()}`);
        for await (const piece of piecesOf(response)) {
          hear(piece);
          if (piece.startsWith('event: complete')) yield 'complete';
          const data = /^data: (.+)$/m.exec(piece)?.[1];
          if (data) yield { id: /^id: (.+)$/m.exec(piece)?.[1] ?? null, data: dataOf<Data>(data) };
        }
      } finally {
        leave.abort();
      }
    },
  };
}

function asAnswer<Data>(text: string): { data?: Data | null; errors?: { message: string }[] } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function dataOf<Data>(text: string): Data {
  const { data, errors } = asAnswer<Data>(text);
  if (!data || errors) throw new Error(`The stream said: ${text.slice(0, 1_000)}`);
  return data;
}

async function* piecesOf(response: Response): AsyncGenerator<string, undefined, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of response.body ?? []) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = pieces.pop() ?? '';
    yield* pieces;
  }
}
