import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** Ways in which a provider can give back the key that it was called with; each is the id of a model. */
export const echoes = {
  'in-an-error': (key, response) =>
    json(response, 401, { error: { message: `Refused: ${everySpelling(key)}`, code: key, type: key } }),
  'in-a-page': (key, response) =>
    response
      .writeHead(502, key.replace(/[^\x20-\x7e]/g, ''), { 'content-type': 'text/html' })
      .end(`<html><title>${everySpelling(key)}</title><p>${key}</p></html>`),
  'in-headers': (key, response) =>
    response
      .writeHead(429, {
        'retry-after': '0',
        'x-lower': key.toLowerCase(),
        'x-upper': key.toUpperCase(),
        'www-authenticate': `Bearer ${key}`,
        'content-type': `text/plain; key=${Buffer.from(key).toString('hex')}`,
      })
      .end(everySpelling(key)),
  'in-a-redirect': (key, response) =>
    response.writeHead(302, { location: `/elsewhere?key=${encodeURIComponent(key)}` }).end(key),
  'in-a-200': (key, response) => json(response, 200, { error: { message: everySpelling(key), code: 401 } }),
  'in-something-else': (key, response) => json(response, 200, { [key]: everySpelling(key) }),
  'in-a-tool-call': (key, response) =>
    json(response, 200, {
      choices: [
        {
          message: {
            role: 'assistant',
            tool_calls: [{ id: key, type: 'function', function: { name: key, arguments: `{${key}` } }],
          },
          finish_reason: 'tool_calls',
        },
      ],
    }),
  'in-a-stream': (key, response) =>
    inPieces(response, [
      { choices: [{ index: 0, delta: { content: 'Hello' } }] },
      { error: { message: everySpelling(key), code: 'server_error' } },
    ]),
  'in-no-stream': (key, response) => inPieces(response, [`{"broken": ${everySpelling(key)}`]),
} satisfies Record<string, (key: string, response: ServerResponse) => unknown>;

/** Says it as the model's own answer, whole or in pieces. */
function answer(key: string, stream: boolean, response: ServerResponse): void {
  const content = `You gave me ${key}.`;
  if (!stream)
    return json(response, 200, {
      choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
    });
  inPieces(response, [
    ...[...content].map((letter) => ({ choices: [{ index: 0, delta: { content: letter } }] })),
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    '[DONE]',
  ]);
}

export type HostileProvider = Awaited<ReturnType<typeof startHostileProvider>>;

export async function startHostileProvider() {
  const heard = new Set<string>();
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { model, stream } = JSON.parse(body) as { model: string; stream?: boolean };
    const key = request.headers.authorization?.replace('Bearer ', '') ?? '';
    heard.add(`${model} ${key}`);
    const echo = Object.entries(echoes).find(([name]) => name === model)?.[1];
    if (echo) echo(key, response);
    else answer(key, stream ?? false, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    address: `127.0.0.1:${port}`,
    /** Which models were called with which keys. */
    heard,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As it is, and as programs pass it on. */
function everySpelling(key: string): string {
  const bytes = Buffer.from(key);
  const letters = [...key];
  return [
    key,
    key.toUpperCase(),
    key.toLowerCase(),
    JSON.stringify(key),
    JSON.stringify(JSON.stringify({ key })),
    letters.map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    encodeURIComponent(key),
    encodeURIComponent(encodeURIComponent(key)),
    bytes.toString('hex').replace(/../g, '%$&'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...['', 'a', 'ab'].flatMap((before) => [
      Buffer.from(before + key).toString('base64'),
      Buffer.from(`${before + key}>?>?`).toString('base64url'),
    ]),
    key.replaceAll('"', '&quot;'),
  ].join(' , ');
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Events, three bytes at a time: everything is split somewhere. */
function inPieces(response: ServerResponse, events: (object | string)[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.socket?.setNoDelay(true);
  const bytes = Buffer.from(
    events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join(''),
  );
  let at = 0;
  const next = () => {
    if (at >= bytes.length) return response.end();
    response.write(bytes.subarray(at, (at += 3)));
    setImmediate(next);
  };
  next();
}
