import { createServer, type Server } from 'node:https';
import { createServer as createPlainServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selfSigned } from '../test/self-signed.ts';
import { parseEgressAllow } from './egress-rules.ts';
import type { FetchStage } from './fetch-stage.ts';
import { createGuardedFetch, type WatchableFetch } from './guarded-fetch.ts';

const certificate = selfSigned('api.test');
const toLoopback: LookupFunction = (_name, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
const lookingNowhere: LookupFunction = (_name, _options, callback) =>
  callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '', 0);

let secure: Server;
let plain: ReturnType<typeof createPlainServer>;
const fetches: WatchableFetch[] = [];
const before = getCACertificates('default');
const listen = (server: Server | typeof plain) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const portOf = (server: Server | typeof plain) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  secure = createServer(certificate, (_request, response) => response.end('secure'));
  plain = createPlainServer((request, response) => {
    const wait = Number(new URL(request.url ?? '', 'http://x').searchParams.get('wait') ?? 0);
    setTimeout(() => response.end('plain'), wait);
  });
  await Promise.all([listen(secure), listen(plain)]);
  setDefaultCACertificates([certificate.cert]);
});
afterAll(async () => {
  setDefaultCACertificates(before);
  for (const fetch of fetches) await fetch.close();
  for (const server of [secure, plain]) {
    server.closeAllConnections();
    server.close();
  }
});

function guard(lookup = toLoopback): WatchableFetch {
  const allow = parseEgressAllow(`127.0.0.1:${portOf(secure)},127.0.0.1:${portOf(plain)}`);
  const fetch = createGuardedFetch({ allow, lookup });
  fetches.push(fetch);
  return fetch;
}

async function stagesOf(fetch: WatchableFetch, url: string): Promise<FetchStage[]> {
  const stages: FetchStage[] = [];
  const response = await fetch
    .watched((stage) => stages.push(stage))(url)
    .catch(() => null);
  await response?.text();
  // The pool takes a connection back a moment after its answer was read.
  await sleep(20);
  return stages;
}
const names = (stages: FetchStage[]) => stages.map(({ stage }) => stage);

test('a name is resolved, its server connected and secured, asked, and heard', async () => {
  const host = `api.test:${portOf(secure)}`;
  expect(await stagesOf(guard(), `https://${host}/`)).toEqual([
    { stage: 'RESOLVE', host, addresses: ['127.0.0.1'] },
    { stage: 'CONNECT', host, address: '127.0.0.1', port: portOf(secure), protocol: 'TLSv1.3' },
    { stage: 'REQUEST', host },
    { stage: 'FIRST_BYTE', host, status: 200 },
  ]);
});

test('a connection without encryption says so, and the next call says that it is used again', async () => {
  const fetch = guard();
  const url = `http://127.0.0.1:${portOf(plain)}/`;
  expect((await stagesOf(fetch, url))[1]).toMatchObject({ stage: 'CONNECT', protocol: null });
  expect(names(await stagesOf(fetch, url))).toEqual(['REUSED', 'REQUEST', 'FIRST_BYTE']);
});

test('calls that are made at once each tell of their own connection', async () => {
  const fetch = guard();
  const url = `http://127.0.0.1:${portOf(plain)}/?wait=50`;
  const all = await Promise.all([stagesOf(fetch, url), stagesOf(fetch, url), stagesOf(fetch, url)]);
  for (const stages of all) expect(names(stages)).toEqual(['RESOLVE', 'CONNECT', 'REQUEST', 'FIRST_BYTE']);
});

test('a call that nobody watches tells nobody, and the connection it leaves is one that is used again', async () => {
  const fetch = guard();
  const url = `http://127.0.0.1:${portOf(plain)}/`;
  await (await fetch(url)).text();
  await sleep(20);
  expect(names(await stagesOf(fetch, url))).toEqual(['REUSED', 'REQUEST', 'FIRST_BYTE']);
});

test('a server that closed its idle connection is connected anew', async () => {
  const fetch = guard();
  const url = `http://127.0.0.1:${portOf(plain)}/`;
  await stagesOf(fetch, url);
  plain.closeIdleConnections();
  await sleep(50);
  expect(names(await stagesOf(fetch, url))).toEqual(['RESOLVE', 'CONNECT', 'REQUEST', 'FIRST_BYTE']);
});

test('what does not come so far is not told', async () => {
  expect(await stagesOf(guard(lookingNowhere), `https://api.test:${portOf(secure)}/`)).toEqual([]);
  expect(names(await stagesOf(guard(), `https://other.test:${portOf(secure)}/`))).toEqual(['RESOLVE']);
  expect(await stagesOf(guard(), 'http://127.0.0.1:1/')).toEqual([]);
});
