import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { acrossOrganizations, createOrm } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { waitFor } from '../test/durable-ground.ts';
import { freePort } from '../test/free-port.ts';
import { createRestateClient } from './restate-client.ts';
import { systemStatus } from './system-status.ts';
import { startHeartbeat } from './worker-heartbeat.ts';

const log = createLog('test', { level: 'silent' });
let database: TestDatabase;
let restate: ReturnType<typeof createRestateClient>;

beforeAll(async () => {
  database = await createDatabase();
  const nobody = `http://127.0.0.1:${await freePort()}`;
  restate = createRestateClient({ ingressUrl: nobody, adminUrl: nobody });
});

afterAll(async () => {
  await restate.close();
  await database.close();
});

const statusOf = async (name: string, orm = database.orm) =>
  (await systemStatus({ orm, restate })).filter((part) => part.name === name);

const beat = (address: string, isRegistered = true) =>
  startHeartbeat({ orm: database.orm, log, address, isRegistered: () => isRegistered });

const untilSeen = (address: string) =>
  waitFor(async () => {
    const rows = await acrossOrganizations(database.orm, (em) =>
      em.execute('select 1 from worker_heartbeat where address = ?', [address]),
    );
    return rows.length > 0 ? true : null;
  });

test('a part that does not answer is a row that says so', async () => {
  expect(await statusOf('restate')).toEqual([
    expect.objectContaining({
      isHealthy: false,
      version: null,
      detail: expect.stringContaining('ECONNREFUSED'),
    }),
  ]);
  const nowhere = createOrm(`postgres://postgres@127.0.0.1:${await freePort()}/none`);
  expect(await statusOf('postgres', nowhere)).toEqual([expect.objectContaining({ isHealthy: false })]);
  expect(await statusOf('worker', nowhere)).toEqual([expect.objectContaining({ isHealthy: false })]);
  await nowhere.close(true);
});

test('without any worker it says that none has been heard of', async () => {
  expect(await statusOf('worker')).toEqual([
    expect.objectContaining({ isHealthy: false, detail: expect.stringContaining('No worker') }),
  ]);
});

test('each worker has a row while it beats, and none once it has signed off', async () => {
  const [one, other] = [beat('one:1'), beat('other:1', false)];
  await Promise.all([untilSeen('one:1'), untilSeen('other:1')]);
  expect((await statusOf('worker')).map((part) => part.isHealthy).toSorted()).toEqual([false, true]);
  await Promise.all([one.stop(), other.stop()]);
  expect(await statusOf('worker')).toEqual([expect.objectContaining({ version: null })]);
});

test('a worker that fell silent is missing, until another beats', async () => {
  await acrossOrganizations(database.orm, (em) =>
    em.execute(`insert into worker_heartbeat (address, version, started_at, seen_at, registered, latency_ms)
                values ('lost:1', '1', now() - interval '1 hour', now() - interval '40 s', true, 1)`),
  );
  expect(await statusOf('worker')).toEqual([
    expect.objectContaining({
      isHealthy: false,
      detail: expect.stringContaining('not been heard of for 40 s'),
    }),
  ]);
  const successor = beat('next:1');
  await untilSeen('next:1');
  expect(await statusOf('worker')).toEqual([expect.objectContaining({ isHealthy: true })]);
  await successor.stop();
});
