// A caller of the API from outside: over HTTP, with nothing but an address and headers.

export type Headers = Readonly<Record<string, string>>;
export type Variables = Readonly<Record<string, unknown>>;

export type Answer = {
  status: number;
  headers: globalThis.Headers;
  /** As it came. */
  text: string;
  data: Record<string, unknown> | null;
  errors: readonly AnswerError[];
};

export type AnswerError = {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; status?: number; path?: readonly string[] };
};

export type StreamEvent = { event: string; id: string | null; data: string };

export type Client = ReturnType<typeof createClient>;

export function createClient(url: string, headers: Headers = {}) {
  const post = (path: string, body: string, more: Headers = {}, signal: AbortSignal | null = null) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, ...more },
      body,
      signal,
    });

  return {
    url,
    headers,
    with: (more: Headers) => createClient(url, { ...headers, ...more }),

    /** One query or mutation. */
    async ask(query: string, variables: Variables = {}): Promise<Answer> {
      return readAnswer(await post('/graphql', JSON.stringify({ query, variables })));
    },

    /** Whatever a hostile client sends. */
    async send(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Answer> {
      const given = Object.fromEntries(new globalThis.Headers(init.headers).entries());
      return readAnswer(await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...given } }));
    },

    async follow(query: string, variables: Variables = {}, after: string | null = null) {
      const leave = new AbortController();
      const resumed: Headers = after === null ? {} : { 'last-event-id': after };
      const body = JSON.stringify({ query, variables });
      const response = await post('/graphql/stream', body, resumed, leave.signal);
      return openStream(response, leave);
    },
  };
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, ...asResult(text) };
}

function asResult(text: string): Pick<Answer, 'data' | 'errors'> {
  try {
    const { data = null, errors = [] } = JSON.parse(text);
    return { data, errors };
  } catch {
    return { data: null, errors: [] };
  }
}

async function openStream(response: Response, leave: AbortController) {
  const opened = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const refusal = opened ? null : await readAnswer(response);
  const pieces = opened ? piecesOf(response) : piecesOf(null);

  return {
    response,
    /** What came instead of a stream. */
    refusal,
    /** Every piece between blank lines: events, and comments, which are heartbeats. */
    pieces,
    /** The events up to the end, without heartbeats. */
    async toEnd(): Promise<StreamEvent[]> {
      const events: StreamEvent[] = [];
      for await (const piece of pieces) if (piece !== 'heartbeat') events.push(piece);
      return events;
    },
    /** The next `count` events, without heartbeats. */
    async take(count: number): Promise<StreamEvent[]> {
      const events: StreamEvent[] = [];
      while (events.length < count) {
        const { done, value } = await pieces.next();
        if (done) break;
        if (value !== 'heartbeat') events.push(value);
      }
      return events;
    },
    leave: () => leave.abort(),
  };
}

async function* piecesOf(
  response: Response | null,
): AsyncGenerator<StreamEvent | 'heartbeat', undefined, undefined> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of response?.body ?? []) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) yield readPiece(piece);
  }
}

function readPiece(piece: string): StreamEvent | 'heartbeat' {
  if (piece.startsWith(':')) return 'heartbeat';
  const fields = new Map(piece.split('\n').map((line) => line.split(/: ?/s, 2) as [string, string]));
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? null,
    data: piece.replace(/^(event|id):.*\n/gm, '').replace(/^data: ?/, ''),
  };
}
