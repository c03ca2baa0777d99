// Lets queued runs go and hands them to Restate. Whoever makes room or adds to the queue asks; a sweeper catches the rest.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RestateClient } from '../durable/restate-client.ts';
import { handlerName } from '../durable/durable-service.ts';
import type { Log } from '../log.ts';
import type { MikroORM } from '../orm.ts';
import { createPace } from './pace.ts';
import { runService } from './run-service-name.ts';

/** How many runs of one organisation run at once at the most; the others wait in their order. */
export const runsAtOnce = 50;

/**
 * So few in one look, and a moment until the next: what is let go all at once does everything at once from then on, and
 * who comes meanwhile finds each part busy with fifty of the same.
 */
const inOneLook = 4;
const betweenLooksMs = 10;

/** Longer than the pause between two sweeps, shorter than the silence after which a driver counts as gone. */
const outageMs = 12_000;

export type Admitted = { run_id: string; organization_id: string; epoch: number };

export type Admission = ReturnType<typeof createAdmission>;

export function createAdmission(orm: MikroORM, restate: Pick<RestateClient, 'send'>, log: Log) {
  const pace = createPace(runsAtOnce);
  let databaseSeenAt = 0;

  // Repeats are harmless: Restate runs an invocation once per key, and an epoch that is over claims nothing.
  const send = async (runs: readonly Admitted[]) => {
    await Promise.all(
      runs.map(({ run_id: runId, organization_id: organizationId, epoch }) =>
        restate
          .send({
            service: runService,
            handler: handlerName,
            input: { organizationId, runId, epoch },
            key: `${runId}/${epoch}`,
          })
          .catch((error: unknown) => log.warn({ err: error, runId }, 'A run waits to be sent again.')),
      ),
    );
    return runs.length;
  };
  // One narrow function each, so no transaction around it: the lock of an admission is held for no round trip.
  const ask = (sql: string, values: unknown[] = []): Promise<Admitted[]> =>
    orm.em.fork().execute(sql, values);

  const looking = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<number>>();

  /** Answers once the admitted runs are with Restate. Whoever asks while a look is under way shares the next one. */
  function admit(organizationId: string): Promise<number> {
    const shared = waiting.get(organizationId);
    if (shared) return shared;
    const next = Promise.resolve(looking.get(organizationId))
      .then(() => {
        waiting.delete(organizationId);
        const look = ask('select * from admit_runs(?, ?, ?)', [organizationId, pace.atMost(), inOneLook]);
        looking.set(organizationId, afterwards(organizationId, look));
        return look;
      })
      .then(send);
    waiting.set(organizationId, next);
    return next;
  }

  async function afterwards(organizationId: string, look: Promise<readonly Admitted[]>): Promise<void> {
    const found = await look.catch(() => []);
    await sleep(betweenLooksMs);
    looking.delete(organizationId);
    if (found.length < inOneLook) return;
    admit(organizationId).catch((error: unknown) =>
      log.warn({ err: error }, 'Queued runs wait for the sweeper.'),
    );
  }

  async function admitAll(organizations: readonly Pick<Admitted, 'organization_id'>[]): Promise<number> {
    const counts = await Promise.all(organizations.map(({ organization_id: id }) => admit(id)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  return {
    admit,
    /** Hands over what a statement has let go. */
    send,
    /** Queued runs that found no room, or whose admission was cut short. */
    async admitWaiting(): Promise<number> {
      return admitAll(await ask('select organization_id from organizations_with_queued_runs()'));
    },
    /** Runs that waited for a moment which has come. */
    async wakeDue(): Promise<number> {
      return admitAll(await ask('select organization_id from wake_due_runs()'));
    },
    /** Admitted runs that no worker has taken up yet. */
    resendUnclaimed: async () => send(await ask('select * from unclaimed_runs()')),
    /** Runs whose driver is gone and whom Restate has forgotten: a new epoch fences off whatever is left of the old. */
    async reviveSilent(): Promise<number> {
      // After an outage of the database everybody looks silent: whoever drives a run speaks first, and keeps its call.
      const wasAway = Date.now() - databaseSeenAt > outageMs;
      const silent = await ask(wasAway ? 'select where false' : 'select * from revive_silent_runs()');
      databaseSeenAt = Date.now();
      return send(silent);
    },
  };
}
