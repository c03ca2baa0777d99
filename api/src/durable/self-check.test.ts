import { connect } from 'node:http2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { ForbiddenError, NotFoundError } from '../errors.ts';
import { type LiveHub, startHub } from '../live/hub.ts';
import { createLog } from '../log.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createActor, createDurableGround, type TestWorker, waitFor } from '../test/durable-ground.ts';
import { followSelfCheck } from './follow-self-check.ts';
import { runSelfCheck } from './run-self-check.ts';
import { SelfCheck, SelfCheckStep } from './self-check.ts';
import { resendSelfChecks, sendSelfCheck } from './send-self-check.ts';
import { systemStatus } from './system-status.ts';

let database: TestDatabase;
let ground: Awaited<ReturnType<typeof createDurableGround>>;
let admin: Actor;
let worker: TestWorker;

beforeAll(async () => {
  database = await createDatabase();
  ground = await createDurableGround(database.url);
  admin = await createActor(database.orm);
  worker = await ground.startWorker();
});

beforeEach(async () => {
  // Some tests end the worker, and one that fails may leave none.
  if (!worker.isAlive()) worker = await ground.startWorker();
});

afterAll(async () => {
  await ground.close();
  await database.close();
});

const create = (actor = admin) =>
  inOrganization(database.orm, actor.organizationId, async (em) => runSelfCheck(em, actor));

async function start(): Promise<SelfCheck> {
  const check = await create();
  await sendSelfCheck(ground.restate.client, check);
  return check;
}

const stepsOf = ({ id }: SelfCheck) =>
  inOrganization(database.orm, admin.organizationId, (em) =>
    em.find(SelfCheckStep, { selfCheckId: id }, { orderBy: { position: 'asc' } }),
  );

const untilRecorded = (check: SelfCheck, steps: number) =>
  waitFor(async () => {
    const recorded = await stepsOf(check);
    return recorded.length >= steps ? recorded : null;
  });

const untilFinished = (check: SelfCheck) =>
  waitFor(() =>
    inOrganization(database.orm, admin.organizationId, (em) =>
      em.findOne(SelfCheck, { id: check.id, status: { $ne: 'RUNNING' } }),
    ),
  );

/** Holds the check's row, so that whoever wants to write to it waits. */
const whileLocked = ({ id }: SelfCheck, work: (em: EntityManager) => Promise<void>) =>
  database.orm.em.fork().transactional(async (em) => {
    await em.execute('select 1 from self_check where id = ? for update', [id]);
    await work(em);
  });

const untilSomebodyWaits = () =>
  waitFor(async () => {
    const waiting = await database.orm.em
      .fork()
      .execute(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
    return waiting.length > 0 ? true : null;
  });

const names = ['Database', 'Journal', 'Timer', 'Live events', 'Tenancy'];

/** How often each step was really done, by the workers' own word. */
function timesDone(check: SelfCheck, ...workers: TestWorker[]): Record<string, number> {
  const begun = workers
    .flatMap((each) => each.log().split('\n'))
    .filter((line) => line.includes(check.id) && line.includes('"step"'))
    .map((line) => (JSON.parse(line) as { step: string }).step);
  return Object.fromEntries(names.map((name) => [name, begun.filter((step) => step === name).length]));
}

const onceEach = { Database: 1, Journal: 1, Timer: 1, 'Live events': 1, Tenancy: 1 };

test('a self-check passes each of its steps once', async () => {
  const check = await start();
  expect((await untilFinished(check)).status).toBe('PASSED');
  const steps = await stepsOf(check);
  expect(steps.map((step) => step.name)).toEqual(names);
  expect(steps.filter((step) => !step.passed)).toEqual([]);
});

test('a member who is no admin may not start one', async () => {
  const member = await createActor(database.orm, 'MEMBER');
  await expect(create(member)).rejects.toThrow(ForbiddenError);
});

test('sending one again while it runs, or when it is done, changes nothing', async () => {
  const check = await start();
  await Promise.all([1, 2, 3].map(() => sendSelfCheck(ground.restate.client, check)));
  await untilFinished(check);
  const steps = await stepsOf(check);
  await sendSelfCheck(ground.restate.client, check);
  expect(await stepsOf(check)).toEqual(steps);
  expect(timesDone(check, worker)).toEqual(onceEach);
});

test('one that was never sent goes to one of the sweepers that ask at once, and runs', async () => {
  const check = await create();
  await inOrganization(database.orm, admin.organizationId, (em) =>
    em.nativeUpdate(SelfCheck, { id: check.id }, { sentAt: new Date(Date.now() - 60_000) }),
  );
  const sweep = () => resendSelfChecks(database.orm, ground.restate.client, 5_000);
  const counts = await Promise.all([sweep(), sweep(), sweep()]);
  expect(counts.toSorted()).toEqual([0, 0, 1]);
  expect((await untilFinished(check)).status).toBe('PASSED');
});

test('the self-check fails where row-level security does not hold', async () => {
  const unprotect = (sql: string) => database.orm.em.fork().execute(sql);
  await unprotect('alter table self_check disable row level security');
  const check = await start();
  const { status } = await untilFinished(check);
  await unprotect('alter table self_check enable row level security');
  expect(status).toBe('FAILED');
  expect((await stepsOf(check)).filter((step) => !step.passed).map((step) => step.name)).toEqual(['Tenancy']);
});

describe('whoever follows it', () => {
  let hub: LiveHub;
  beforeAll(() => {
    hub = startHub({ databaseUrl: database.url, log: createLog('test', { level: 'silent' }) });
  });
  afterAll(() => hub.close());

  const follow = async (check: SelfCheck, after: number, actor = admin) => {
    const events = await followSelfCheck({
      hub,
      transact: (work) => inOrganization(database.orm, actor.organizationId, work),
      selfCheckId: check.id,
      after,
    });
    const seen: { cursor: number; step: string | null; status: string }[] = [];
    for await (const { cursor, step, selfCheck } of events) {
      seen.push({ cursor, step: step?.name ?? null, status: selfCheck.status });
    }
    return seen;
  };

  test('gets each step as it is done, then hears that it is finished', async () => {
    const events = await follow(await start(), 0);
    expect(events.map(({ step }) => step)).toEqual([...names, null]);
    expect(events[0]?.status).toBe('RUNNING');
    expect(events.at(-1)?.status).toBe('PASSED');
  });

  test('goes on after the last event it had, even when all is over', async () => {
    const check = await start();
    await untilFinished(check);
    expect((await follow(check, 3)).map(({ cursor }) => cursor)).toEqual([4, 5, 6]);
    expect(await follow(check, 6)).toEqual([]);
  });

  test('from another organisation hears that there is none', async () => {
    const stranger = await createActor(database.orm);
    await expect(follow(await create(), 0, stranger)).rejects.toThrow(NotFoundError);
  });
});

describe('whatever dies, it finishes and repeats no recorded step:', { timeout: 60_000 }, () => {
  test('the worker killed with -9', async () => {
    const check = await start();
    const before = await untilRecorded(check, 2);
    await worker.kill();
    const next = await ground.startWorker();
    expect((await untilFinished(check)).status).toBe('PASSED');
    expect((await stepsOf(check)).slice(0, before.length)).toEqual(before);
    // The timer was under way at the kill: a step that is not recorded is done again.
    expect(timesDone(check, worker, next)).toEqual({ ...onceEach, Timer: 2 });
    worker = next;
  });

  test('the worker frozen in the middle of a write, and woken when another has taken over', async () => {
    const frozen = worker;
    const check = await start();
    await untilRecorded(check, 2);
    await whileLocked(check, async () => {
      await untilSomebodyWaits();
      frozen.signal('SIGSTOP');
      worker = await ground.startWorker();
    });
    expect((await untilFinished(check)).status).toBe('PASSED');
    const steps = await stepsOf(check);
    frozen.signal('SIGCONT');
    await waitFor(async () => (frozen.log().includes('An attempt failed') ? true : null));
    expect(await stepsOf(check)).toEqual(steps);
    expect(timesDone(check, frozen, worker)).toEqual({ ...onceEach, Timer: 2 });
    await frozen.kill();
  });

  test('an attempt that another has overtaken', async () => {
    const check = await start();
    await untilRecorded(check, 2);
    await whileLocked(check, async (em) => {
      await untilSomebodyWaits();
      await em.execute('update self_check set claim = gen_random_uuid() where id = ?', [check.id]);
    });
    expect((await untilFinished(check)).status).toBe('PASSED');
    expect(worker.log()).toContain('Another attempt has claimed');
    expect(timesDone(check, worker)).toEqual({ ...onceEach, Timer: 2 });
  });

  test('the worker told to end', async () => {
    const check = await start();
    await untilRecorded(check, 2);
    expect(await worker.stop()).toBe(0);
    // What it had in hand was finished within its time of grace.
    expect((await untilFinished(check)).status).toBe('PASSED');
    expect(timesDone(check, worker)).toEqual(onceEach);
  });

  test('Restate killed with -9', async () => {
    const check = await start();
    await untilRecorded(check, 2);
    await ground.restate.killAndRestart();
    expect((await untilFinished(check)).status).toBe('PASSED');
    expect(timesDone(check, worker)).toMatchObject({ Database: 1, Journal: 1 });
  });

  test('Restate killed with all of its data', async () => {
    const check = await start();
    const before = await untilRecorded(check, 2);
    await ground.restate.killAndRestart({ withoutData: true });
    expect((await untilFinished(check)).status).toBe('PASSED');
    expect((await stepsOf(check)).slice(0, before.length)).toEqual(before);
    expect(worker.log()).toContain('its data were lost');
  });
});

test('a request that Restate has not signed is refused', async () => {
  const session = connect(`http://127.0.0.1:${worker.port}`);
  const statusOf = (path: string) =>
    new Promise((resolve, reject) => {
      const stream = session.request({
        ':method': 'POST',
        ':path': path,
        'content-type': 'application/vnd.restate.invocation.v6',
      });
      stream.on('response', (headers) => resolve(headers[':status'])).on('error', reject);
      stream.end();
      stream.resume();
    });
  expect([await statusOf('/discover'), await statusOf('/invoke/SelfCheck/run')]).toEqual([401, 401]);
  session.close();
});

test('the state of the system names each part with its version', async () => {
  const parts = await waitFor(async () => {
    const parts = await systemStatus({ orm: database.orm, restate: ground.restate.client });
    // A worker says once more that it is there, now registered, within half a second.
    return parts.every((part) => part.isHealthy) ? parts : null;
  });
  expect(new Set(parts.map((part) => part.name))).toEqual(new Set(['api', 'worker', 'postgres', 'restate']));
  expect(parts.filter((part) => !part.version)).toEqual([]);
});
