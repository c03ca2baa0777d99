import { createServer, type Server } from 'node:https';
import type { LookupFunction } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selfSigned } from '../test/self-signed.ts';
import { parseEgressAllow } from './egress-rules.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';

const certificate = selfSigned('api.test');
const toLoopback: LookupFunction = (_name, _options, callback) =>
  callback(null, [{ address: '127.0.0.1', family: 4 }]);
const fetches: GuardedFetch[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer(certificate, (request, response) =>
    response.end((request.socket as TLSSocket).servername || ''),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = address !== null && typeof address === 'object' ? address.port : 0;
});
afterAll(async () => {
  for (const fetch of fetches) await fetch.close();
  server.closeAllConnections();
  server.close();
});

function guard(): GuardedFetch {
  const fetch = createGuardedFetch({ allow: parseEgressAllow(`127.0.0.1:${port}`), lookup: toLoopback });
  fetches.push(fetch);
  return fetch;
}

test('a certificate that nobody vouches for is refused', async () => {
  await expect(guard()(`https://api.test:${port}`)).rejects.toMatchObject({
    name: 'FetchFailure',
    kind: 'tls',
  });
});

test('a trusted server is called by its own name, and another name is refused by its certificate', async () => {
  const before = getCACertificates('default');
  setDefaultCACertificates([certificate.cert]);
  try {
    const fetch = guard();
    for (let time = 0; time < 2; time++) {
      const response = await fetch(`https://api.test:${port}/`);
      expect(await response.text()).toBe('api.test');
    }
    await expect(fetch(`https://other.test:${port}`)).rejects.toMatchObject({ kind: 'tls' });
  } finally {
    setDefaultCACertificates(before);
  }
});
