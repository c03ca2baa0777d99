import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSelfCheck } from './durable/run-self-check.ts';
import { SelfCheck, SelfCheckStep } from './durable/self-check.ts';
import { sendSelfCheck } from './durable/send-self-check.ts';
import { notDurable, startPostgres } from './launch/embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { acrossOrganizations, createOrm, inOrganization, type MikroORM } from './orm.ts';
import { createActor, createDurableGround, type TestWorker, waitFor } from './test/durable-ground.ts';
import { freePort } from './test/free-port.ts';

let directory: string;
let options: Parameters<typeof startPostgres>[0];
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let orm: MikroORM;
let ground: Awaited<ReturnType<typeof createDurableGround>>;
let worker: TestWorker;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'patchbay-worker-'));
  options = {
    dataDir: join(directory, 'postgres'),
    port: await freePort(),
    password: 'test',
    settings: notDurable,
  };
  postgres = await startPostgres(options);
  await migrate(postgres.url);
  orm = createOrm(postgres.url);
  ground = await createDurableGround(postgres.url);
  worker = await ground.startWorker();
});

afterAll(async () => {
  await ground.close();
  await orm.close(true);
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

const probe = async (path: string) => (await fetch(`http://127.0.0.1:${worker.port}${path}`)).status;

test(
  'a worker outlives its database, and finishes what it had in hand when it is back',
  { timeout: 60_000 },
  async () => {
    const admin = await createActor(orm);
    const inTenant = <T>(work: Parameters<typeof inOrganization<T>>[2]) =>
      inOrganization(orm, admin.organizationId, work);
    const check = await inTenant(async (em) => runSelfCheck(em, admin));
    await sendSelfCheck(ground.restate.client, check);
    await waitFor(async () => ((await inTenant((em) => em.count(SelfCheckStep, {}))) >= 2 ? true : null));

    process.kill(postgres.pid, 'SIGKILL');
    await postgres.exited;
    expect([await probe('/healthz'), await probe('/readyz')]).toEqual([200, 503]);

    postgres = await startPostgres(options);
    const finished = await waitFor(() =>
      inTenant((em) => em.findOne(SelfCheck, { id: check.id, status: { $ne: 'RUNNING' } })),
    );
    expect(finished.status).toBe('PASSED');
    expect(await inTenant((em) => em.count(SelfCheckStep, {}))).toBe(5);
    expect(await probe('/readyz')).toBe(200);
  },
);

test('a worker that is told to end signs off and ends cleanly', async () => {
  expect(await worker.stop()).toBe(0);
  const left = await acrossOrganizations(orm, (em) => em.execute('select address from worker_heartbeat'));
  expect(left).toEqual([]);
});
