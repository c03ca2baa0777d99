import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createLog } from '../log.ts';
import { inOrganization } from '../orm.ts';
import { chainOf } from '../test/chain-of.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createActor } from '../test/durable-ground.ts';
import { createRunningRun } from '../test/running-run.ts';
import { createAdmission, runsAtOnce } from './admission.ts';
import { createRunStore, type RunStore } from './run-store.ts';

let database: TestDatabase;
let store: RunStore;
let actor: Actor;

beforeAll(async () => {
  database = await createDatabase();
  store = createRunStore(database.url, { connections: 2 });
  actor = await createActor(database.orm);
});

afterAll(async () => {
  await store.close();
  await database.close();
});

/** As they are after a minute in which no worker could say that it drives them. */
async function silentRun(): Promise<string> {
  const { organizationId } = actor;
  return inOrganization(database.orm, organizationId, async (em) => {
    const runId = await createRunningRun(em, actor, chainOf(['sandbox-fast']));
    const longAgo = new Date(Date.now() - 60_000);
    await em.execute('update run set claim = ?, seen_at = ? where id = ?', [randomUUID(), longAgo, runId]);
    return runId;
  });
}

test('a silent run is driven anew, but not before its driver could speak after the database was away', async () => {
  const sent: unknown[] = [];
  const admission = createAdmission(
    database.orm,
    {
      send: async ({ input }) => {
        sent.push(input);
        return { invocationId: 'one', isNew: true };
      },
    },
    createLog('test', { level: 'silent' }),
  );
  const [driven, abandoned] = [await silentRun(), await silentRun()];
  expect(await admission.reviveSilent()).toBe(0);
  await store.see([driven]);
  expect(await admission.reviveSilent()).toBe(1);
  expect(sent).toEqual([{ organizationId: actor.organizationId, runId: abandoned, epoch: 2 }]);
});

test('many that wait are let go by and by, in their order, up to as many as may run at once', async () => {
  const other = await createActor(database.orm);
  const queued: string[] = [];
  await inOrganization(database.orm, other.organizationId, async (em) => {
    for (let index = 0; index < runsAtOnce + 5; index += 1)
      queued.push(await createRunningRun(em, other, chainOf(['sandbox-fast'])));
    await em.execute(`update run set status = 'QUEUED', admitted_at = null`);
  });
  const sent: string[] = [];
  const admission = createAdmission(
    database.orm,
    {
      send: async ({ input }) => {
        sent.push((input as { runId: string }).runId);
        return { invocationId: 'one', isNew: true };
      },
    },
    createLog('test', { level: 'silent' }),
  );
  await admission.admit(other.organizationId);
  expect(sent.length, 'a few at first').toBeLessThan(10);
  await vi.waitUntil(() => sent.length >= runsAtOnce, 10_000);
  expect(await admission.admit(other.organizationId), 'no room').toBe(0);
  expect(sent.toSorted()).toEqual(queued.slice(0, runsAtOnce).toSorted());
});
