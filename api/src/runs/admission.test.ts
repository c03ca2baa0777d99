import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createLog } from '../log.ts';
import { inOrganization } from '../orm.ts';
import { chainOf } from '../test/chain-of.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createActor } from '../test/durable-ground.ts';
import { createRunningRun } from '../test/running-run.ts';
import { createAdmission } from './admission.ts';
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
