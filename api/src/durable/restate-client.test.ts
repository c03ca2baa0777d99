import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRestate } from '../launch/restate-server.ts';
import { freePort } from '../test/free-port.ts';
import { createRestateClient, type RestateClient, RestateFailed } from './restate-client.ts';

let directory: string;
let server: Awaited<ReturnType<typeof startRestate>>;
let client: RestateClient;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'patchbay-restate-'));
  const ports = { ingress: await freePort(), admin: await freePort(), node: await freePort() };
  server = await startRestate({ dataDir: join(directory, 'restate'), ports });
  client = createRestateClient(server);
});

afterAll(async () => {
  await client.close();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

const failureOf = async (asked: Promise<unknown>): Promise<Partial<RestateFailed>> => {
  const error: unknown = await asked.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(RestateFailed);
  return error as RestateFailed;
};

const invocation = { service: 'Nobody', handler: 'run', input: {}, key: '1' };

test('a server that answers tells its version', async () => {
  expect((await client.health()).version).toMatch(/^\d+\.\d+\.\d+/);
});

test('what no worker serves is refused', async () => {
  expect(await failureOf(client.send(invocation))).toMatchObject({ kind: 'refused', status: 404 });
});

test('a worker that does not answer cannot be registered', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  expect(await failureOf(client.register(nobody))).toMatchObject({ name: 'RestateFailed' });
});

test('a deployment that Restate never heard of is not known', async () => {
  expect(await client.knowsDeployment('dp_16ifPsvm6uf0Vp1ANs03nkB')).toBe(false);
});

test('a server that is away is unreachable, which may pass', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const lost = createRestateClient({ ingressUrl: nobody, adminUrl: nobody });
  expect(await failureOf(lost.send(invocation))).toMatchObject({ kind: 'unreachable', status: null });
  expect(await failureOf(lost.health())).toMatchObject({ kind: 'unreachable' });
  await lost.close();
});
