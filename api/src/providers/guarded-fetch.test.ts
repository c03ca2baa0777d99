import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type LookupFunction } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { EgressRefused, FetchFailure, findFetchFailure } from './egress-errors.ts';
import { allowUrl, parseEgressAllow } from './egress-rules.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';

const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

async function listen<Type extends Server | ReturnType<typeof createTcpServer>>(
  server: Type,
): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function serve(answer: RequestListener): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  closers.push(() => server.closeAllConnections());
  return { url: await listen(server), requests };
}

function guard(options: Partial<GuardedFetchOptions> & { to?: string } = {}) {
  const allow = options.allow ?? (options.to ? [allowUrl(options.to)] : []);
  const fetch = createGuardedFetch({ ...options, allow });
  closers.push(() => fetch.close().catch(() => undefined));
  return fetch;
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => expect.fail(`it did not fail: ${String(value)}`),
    (error: unknown) => error,
  );
}

const resolvingTo = (...answers: string[][]): LookupFunction => {
  let asked = 0;
  return (_name, options, callback) => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? [];
    const found = answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
};

test('an allowed server answers, streams and receives what was sent', async () => {
  const { url } = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    response.setHeader('x-seen', `${request.headers['x-key']} ${request.headers['accept-encoding']}`);
    response.end(`you said ${Buffer.concat(chunks).toString()}`);
  });
  const fetch = guard({ to: url });
  for (let time = 0; time < 3; time++) {
    const response = await fetch(`${url}/v1?a=b`, {
      method: 'POST',
      body: 'hello',
      headers: { 'X-Key': 'k' },
    });
    expect(response.headers.get('x-seen')).toBe('k identity');
    expect(await response.text()).toBe('you said hello');
  }
});

test.each([
  'http://127.0.0.1:{port}',
  'http://localhost:{port}',
  'http://2130706433:{port}',
  'http://0x7f.1:{port}',
  'http://0177.0.0.1:{port}',
  'http://１２７.0.0.1:{port}',
  'http://[::1]:{port}',
  'http://[::ffff:127.0.0.1]:{port}',
  'http://[64:ff9b::7f00:1]:{port}',
  'http://[::127.0.0.1]:{port}',
  'http://[2002:7f00:1::1]:{port}',
  'http://127.1:{port}',
  'http://[fd00:ec2::254]',
  'http://168.63.129.16',
  'http://100.100.100.200',
  'http://0.0.0.0:{port}',
  'https://127.0.0.1:{port}',
  'https://app.localhost:{port}',
  'http://me:secret@127.0.0.1:{port}',
  'http://127.0.0.1.:{port}',
  'ftp://127.0.0.1:{port}',
  'http://169.254.169.254',
  'https://169.254.169.254',
  'http://10.0.0.1',
  'https://192.168.1.1:8443',
  'http://8.8.8.8',
  'http://example.com',
  'data:,hello',
  'https://mail.example.com:25',
  'https://8.8.8.8:22',
])('%s is refused at save and at the call, and nothing reaches the server', async (pattern) => {
  const { url, requests } = await serve((_request, response) => response.end());
  const target = pattern.replace('{port}', new URL(url).port);
  const fetch = guard();
  expect(() => fetch.checkUrl(target)).toThrow(EgressRefused);
  expect(await failureOf(fetch(target))).toBeInstanceOf(EgressRefused);
  expect(requests).toEqual([]);
});

test('the refusal tells what to do and does not say what a name resolves to', async () => {
  const fetch = guard({ lookup: resolvingTo(['10.4.5.6']) });
  fetch.checkUrl('https://internal.example');
  const error = await failureOf(fetch('https://internal.example'));
  expect(error).toBeInstanceOf(EgressRefused);
  expect(String(error)).toContain('EGRESS_ALLOW');
  expect(String(error)).toContain('internal.example');
  expect(String(error)).not.toContain('10.4.5.6');
});

test.each([
  '127.0.0.1',
  '::1',
  '::ffff:127.0.0.1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::1',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  'fd12::1',
  'fe80::1',
  '169.254.169.254',
  'fd00:ec2::254',
  '168.63.129.16',
  '100.100.100.200',
])('%s is refused behind a name as well, when the socket would connect', async (address) => {
  const { url, requests } = await serve((_request, response) => response.end());
  const target = `https://name.example:${new URL(url).port}/`;
  const fetch = guard({ lookup: resolvingTo([address]) });
  fetch.checkUrl(target);
  expect(await failureOf(fetch(target))).toMatchObject({ name: 'EgressRefused', reason: 'address' });
  expect(requests).toEqual([]);
});

test('another port of an allowed server is refused', async () => {
  const allowed = await serve((_request, response) => response.end('yes'));
  const other = await serve((_request, response) => response.end('no'));
  const fetch = guard({ to: allowed.url });
  expect(await (await fetch(allowed.url)).text()).toBe('yes');
  expect(await failureOf(fetch(other.url))).toBeInstanceOf(EgressRefused);
  expect(other.requests).toEqual([]);
});

test('a name that resolves differently the second time is judged again at each connection', async () => {
  const inside = await serve((_request, response) => response.end('inside'));
  const outside = await serve((_request, response) =>
    response.setHeader('connection', 'close').end('outside'),
  );
  const { port } = new URL(outside.url);
  const allow = parseEgressAllow(`127.0.0.1:${port}`);
  // First the allowed address; then, asked again, an address of this machine that is not.
  const fetch = guard({ allow, lookup: resolvingTo(['127.0.0.1'], ['127.0.0.2'], ['169.254.169.254']) });
  const target = `http://rebind.example:${port}/`;
  expect(await (await fetch(target)).text()).toBe('outside');
  expect(await failureOf(fetch(target))).toMatchObject({ name: 'EgressRefused', reason: 'address' });
  expect(await failureOf(fetch(target))).toMatchObject({ name: 'EgressRefused', reason: 'address' });
  expect(outside.requests).toHaveLength(1);
  expect(inside.requests).toEqual([]);
});

test('of several addresses only those that may be called are tried', async () => {
  const { url } = await serve((_request, response) => response.end('here'));
  const { port } = new URL(url);
  const allow = parseEgressAllow(`127.0.0.1:${port}`);
  const fetch = guard({ allow, lookup: resolvingTo(['::1', '169.254.169.254', '127.0.0.1']) });
  expect(await (await fetch(`http://mixed.example:${port}`)).text()).toBe('here');
});

test('plain http is refused even where the name resolves to a public address', async () => {
  const fetch = guard({ allow: parseEgressAllow('10.0.0.0/8:8000'), lookup: resolvingTo(['93.184.216.34']) });
  fetch.checkUrl('http://lan.example:8000');
  expect(await failureOf(fetch('http://lan.example:8000'))).toMatchObject({ reason: 'plain-http' });
});

test('a redirect is refused, whatever it points at', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const { url, requests } = await serve((_request, response) =>
      response.writeHead(status, { location: '/elsewhere?key=secret' }).end('moved'),
    );
    const error = await failureOf(guard({ to: url })(url, { method: 'POST', body: 'x' }));
    expect(error).toMatchObject({ name: 'EgressRefused', reason: 'redirect' });
    expect(String(error)).toContain('Enter the final address');
    expect(requests).toHaveLength(1);
  }
});

test('an answer without end is cut off, with memory flat', async () => {
  const block = Buffer.alloc(1024 * 1024, 'x');
  let sent = 0;
  const { url } = await serve((_request, response) => {
    const more = () => {
      while (sent < 1024 && !response.destroyed) {
        sent++;
        if (!response.write(block)) return response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  const fetch = guard({ to: url, limits: { maxBytes: 4 * 1024 * 1024 } });
  const response = await fetch(url);
  const error = findFetchFailure(await failureOf(response.text()), 'it');
  expect(error).toMatchObject({ kind: 'too-large' });
  expect(sent).toBeLessThan(64);
});

test('an answer that announces its size is refused before its body', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': String(2 ** 30) });
    response.write('x');
  });
  const error = await failureOf(guard({ to: url, limits: { maxBytes: 1000 } })(url));
  expect(error).toMatchObject({ kind: 'too-large' });
});

test('a compressed answer is refused: it could unpack to anything', async () => {
  const { url } = await serve((_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  );
  expect(await failureOf(guard({ to: url })(url))).toMatchObject({ kind: 'compressed' });
});

test('an endless drip ends at the deadline, silence before and within the answer at their limits', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/silent') return;
    response.write('a');
    if (request.url === '/half') return;
    const drip = setInterval(() => response.write('.'), 10);
    response.once('close', () => clearInterval(drip));
  });
  const outcome = async (path: string, limits: GuardedFetchOptions['limits']) => {
    const answer = guard({ to: url, limits })(url + path).then((response) => response.text());
    return findFetchFailure(await failureOf(answer), 'it');
  };
  expect(await outcome('/drip', { totalMs: 200, idleMs: 5_000 })).toMatchObject({ kind: 'deadline' });
  expect(await outcome('/silent', { headersMs: 100 })).toMatchObject({ kind: 'no-answer' });
  expect(await outcome('/half', { idleMs: 100 })).toMatchObject({ kind: 'stall' });
});

test('a reader that pauses holds the server back instead of filling memory', async () => {
  let sent = 0;
  const { url } = await serve((_request, response) => {
    const more = () => {
      while (sent < 64 && response.write(Buffer.alloc(1024 * 1024))) sent++;
      if (sent++ < 64) response.once('drain', more);
      else response.end();
    };
    more();
  });
  const response = await guard({ to: url, limits: { maxBytes: 2 ** 30, idleMs: 1_000 } })(url);
  // Longer than the server may be silent: it is not the server that is.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(sent).toBeLessThan(32);
  expect((await response.arrayBuffer()).byteLength).toBe(64 * 1024 * 1024);
});

test('answers that were read to their end leave their connection to the next calls', async () => {
  const sockets = new Set<unknown>();
  const { url } = await serve((request, response) => {
    sockets.add(request.socket);
    response.write('some');
    setTimeout(() => response.end('thing'), 5);
  });
  const fetch = guard({ to: url });
  for (let time = 0; time < 5; time++) {
    const controller = new AbortController();
    expect(await (await fetch(url, { signal: controller.signal })).text()).toBe('something');
    controller.abort();
  }
  // The end of an answer is told a moment before its connection is free, so two may take turns.
  expect(sockets.size).toBeLessThanOrEqual(2);
});

test('a connection that is never accepted ends in time', async () => {
  const fetch = guard({
    allow: parseEgressAllow('127.0.0.1:9999'),
    limits: { connectMs: 50 },
    lookup: () => undefined,
  });
  expect(await failureOf(fetch('http://slow-dns.example:9999'))).toMatchObject({ kind: 'connect-timeout' });
});

test('what went wrong on the way is told apart', async () => {
  const mute = await listen(createTcpServer());
  const reset = await listen(
    createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
  );
  const babble = await listen(
    createTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'))),
  );
  const cut = await listen(
    createTcpServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')),
    ),
  );
  const all = (...urls: string[]) => guard({ allow: urls.map(allowUrl) });

  expect(await failureOf(all('http://127.0.0.1:5399')('http://127.0.0.1:5399/'))).toMatchObject({
    kind: 'refused',
  });
  expect(await failureOf(all(reset)(reset))).toMatchObject({ kind: 'reset' });
  expect(await failureOf(all(babble)(babble))).toMatchObject({ kind: 'not-http' });
  expect(
    await failureOf(
      all(mute.replace('http:', 'https:'))(mute.replace('http:', 'https:'), {
        signal: AbortSignal.timeout(50),
      }),
    ),
  ).toMatchObject({ name: 'TimeoutError' });
  expect(
    await failureOf(all(babble.replace('http:', 'https:'))(babble.replace('http:', 'https:'))),
  ).toMatchObject({
    kind: 'tls',
  });
  const half = await all(cut)(cut);
  expect(findFetchFailure(await failureOf(half.text()), 'it')).toMatchObject({ kind: 'reset' });
  const noName: LookupFunction = (_name, _options, callback) =>
    callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 0);
  expect(await failureOf(guard({ lookup: noName })('https://nowhere.example'))).toMatchObject({
    kind: 'dns',
  });
});

test("the caller's own signal ends the call with the caller's own reason, and the server sees it", async () => {
  let gone: () => void = () => undefined;
  const seen = new Promise<void>((resolve) => (gone = resolve));
  const { url } = await serve((_request, response) => {
    response.write('a');
    response.once('close', gone);
  });
  const controller = new AbortController();
  const response = await guard({ to: url })(url, { signal: controller.signal });
  const reason = new Error('the run was cancelled');
  controller.abort(reason);
  expect(await failureOf(response.text())).toBe(reason);
  await seen;
});

test('only a string or bytes are sent: a stream could not be judged or repeated', async () => {
  await expect(
    guard({ allow: parseEgressAllow('127.0.0.1:5399') })('http://127.0.0.1:5399', {
      method: 'POST',
      body: new Blob(['x']),
    }),
  ).rejects.toThrow('string or bytes');
});

test('a failure names the server and never the request', () => {
  expect(new FetchFailure('stall', 'api.example.com').message).toBe(
    'api.example.com began to answer and then fell silent.',
  );
  expect(findFetchFailure(new Error('something else'), 'x')).toBeNull();
});
