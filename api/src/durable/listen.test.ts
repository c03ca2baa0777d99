import http2 from 'node:http2';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../test/free-port.ts';
import { listen, type Listening } from './listen.ts';

let server: Listening;
let finish: () => void;

beforeEach(async () => {
  const finished = new Promise<void>((resolve) => (finish = resolve));
  server = await listen({
    host: '127.0.0.1',
    port: await freePort(),
    onHttp1: (_request, response) => response.end('plain'),
    onHttp2: async (request, response) => {
      if (request.url === '/slow') await finished;
      response.end('multiplexed');
    },
  });
});

afterEach(() => server.close(0));

const session = () => http2.connect(`http://127.0.0.1:${server.port}`);

function bodyOf(stream: http2.ClientHttp2Stream): Promise<string> {
  let body = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => (body += chunk.toString()));
    stream.on('end', () => resolve(body)).on('error', reject);
  });
}

test('one port serves HTTP/1.1 and HTTP/2, many times each', async () => {
  const client = session();
  for (let round = 0; round < 3; round += 1) {
    expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toBe('plain');
    expect(await bodyOf(client.request({ ':path': '/' }))).toBe('multiplexed');
  }
  client.close();
});

test('a server that closes lets what is under way finish and takes nothing new', async () => {
  const client = session();
  const slow = bodyOf(client.request({ ':path': '/slow' }));
  await bodyOf(client.request({ ':path': '/' }));
  const closed = server.close(5_000);
  await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow();
  finish();
  expect(await slow).toBe('multiplexed');
  await closed;
});

test('what does not finish in its time of grace is cut', async () => {
  const client = session();
  client.on('error', () => {});
  const slow = client.request({ ':path': '/slow' });
  const cut = new Promise((resolve) => slow.on('close', resolve).on('error', () => {}));
  await bodyOf(client.request({ ':path': '/' }));
  await server.close(50);
  await cut;
  expect(slow.destroyed).toBe(true);
});
