import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { subscribe, type StreamResult, type SubscribeOptions } from './subscribe.ts';

type Handler = (response: ServerResponse, request: IncomingMessage, connection: number) => unknown;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server whose nth connection is answered by the nth handler; the last one answers all that follow. */
async function serve(...handlers: Handler[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const handler = handlers[Math.min(requests.length, handlers.length) - 1];
    handler?.(response, request, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/graphql/stream`, requests };
}

function listen(url: string, options: Partial<SubscribeOptions> = {}) {
  const results: StreamResult[] = [];
  let stop = () => {};
  const ended = new Promise<string>((resolve) => {
    stop = subscribe(
      {
        url,
        body: { query: 'subscription { tick }' },
        headers: () => ({ 'patchbay-organization': 'aurora' }),
        fetch,
        backOff: () => 5,
        ...options,
      },
      {
        next: (result) => results.push(result),
        error: (error) => resolve(error.message),
        complete: () => resolve('complete'),
      },
    );
  });
  closing.push(stop);
  return { results, ended, stop };
}

const open = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const tick = (number: number) => `event: next\nid: ${number}\ndata: {"data":{"tick":${number}}}\n\n`;
const ticks = (results: StreamResult[]) => results.map(({ data }) => data?.['tick']);
const complete = 'event: complete\ndata:\n\n';

test('every event arrives in order, and the stream completes', async () => {
  const { url, requests } = await serve((response) => open(response).end(tick(1) + tick(2) + complete));
  const { results, ended } = listen(url);
  expect(await ended).toBe('complete');
  expect(ticks(results)).toEqual([1, 2]);
  expect(requests[0]?.method).toBe('POST');
  expect(requests[0]?.headers).toMatchObject({
    accept: 'text/event-stream',
    'content-type': 'application/json',
    'patchbay-organization': 'aurora',
  });
});

test('a dropped connection goes on after the last event: nothing is lost, nothing comes twice', async () => {
  const goOn: Handler = (response, request, connection) => {
    const next = Number(request.headers['last-event-id'] ?? 0) + 1;
    open(response).write(tick(next), () => {
      if (connection === 4) response.end(complete);
      else response.destroy();
    });
  };
  const { url, requests } = await serve(goOn);
  const { results, ended } = listen(url);
  expect(await ended).toBe('complete');
  expect(ticks(results)).toEqual([1, 2, 3, 4]);
  expect(requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1', '2', '3']);
});

test('who comes back asks just the same: by its key a call is known, and not made twice', async () => {
  const asked: string[] = [];
  const { url } = await serve(async (response, request, connection) => {
    asked.push(JSON.parse(await text(request)).variables.idempotencyKey);
    if (connection === 1) open(response).write(':\n\n', () => response.destroy());
    else open(response).end(complete);
  });
  const body = { query: 'subscription { test }', variables: { idempotencyKey: 'once' } };
  expect(await listen(url, { body }).ended).toBe('complete');
  expect(asked).toEqual(['once', 'once']);
});

test('an event that is cut in the middle is not given, and comes whole after reconnecting', async () => {
  const { url } = await serve(
    (response) => open(response).write(tick(1) + tick(2).slice(0, 25), () => response.destroy()),
    (response, request) => open(response).end(tick(Number(request.headers['last-event-id']) + 1) + complete),
  );
  const { results, ended } = listen(url);
  await ended;
  expect(ticks(results)).toEqual([1, 2]);
});

test('a connection that falls silent is given up and opened again', async () => {
  const { url, requests } = await serve(
    (response) => open(response).write(tick(1)),
    (response) => open(response).end(complete),
  );
  const { ended } = listen(url, { silence: 60 });
  expect(await ended).toBe('complete');
  expect(requests[1]?.headers['last-event-id']).toBe('1');
});

test('heartbeats keep a quiet connection alive', async () => {
  const { url, requests } = await serve((response) => {
    open(response);
    let beats = 0;
    const timer = setInterval(() => {
      response.write(':\n\n');
      if (++beats < 8) return;
      clearInterval(timer);
      response.end(complete);
    }, 25);
  });
  const { ended } = listen(url, { silence: 100 });
  expect(await ended).toBe('complete');
  expect(requests).toHaveLength(1);
});

test('a server in trouble is asked again, with more patience each time until an event arrives', async () => {
  const trouble: Handler = (response) => response.writeHead(503).end();
  const { url } = await serve(
    trouble,
    trouble,
    (response) => open(response).write(tick(1), () => response.destroy()),
    (response) => open(response).end(complete),
  );
  const attempts: number[] = [];
  const { ended } = listen(url, { backOff: (attempt) => (attempts.push(attempt), 1) });
  expect(await ended).toBe('complete');
  expect(attempts).toEqual([0, 1, 0]);
});

test('a refusal is told in its own words and not asked again', async () => {
  const refused = { errors: [{ message: 'Sign in.', extensions: { code: 'SIGNED_OUT' } }] };
  const { url, requests } = await serve((response) => response.writeHead(401).end(JSON.stringify(refused)));
  const { results, ended } = listen(url);
  expect(await ended).toBe('complete');
  expect(results).toEqual([refused]);
  expect(requests).toHaveLength(1);
});

test('a refusal by something other than the API is an error', async () => {
  const { url } = await serve((response) => response.writeHead(413).end('<html>'));
  expect(await listen(url).ended).toBe('The server refused the live connection (413).');
});

test('who unsubscribes hears nothing more, and the server is let go', async () => {
  let letGo = () => {};
  const closed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { url, requests } = await serve((response) => {
    response.on('close', letGo);
    open(response).write(tick(1));
  });
  const { results, stop } = listen(url);
  await expect.poll(() => results.length).toBe(1);
  stop();
  await closed;
  expect(ticks(results)).toEqual([1]);
  expect(requests).toHaveLength(1);
});
