import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { acrossOrganizations, type MikroORM } from '../orm.ts';
import { version } from '../version.ts';

/** Seen within this time, a worker counts as there: three beats may go astray. */
export const freshMs = 12_000;
const beatMs = 3_000;
/** A worker that was killed is shown as missing for so long, then forgotten. */
const forgottenAfter = '10 minutes';

type Options = {
  orm: MikroORM;
  log: Log;
  /** Host and port of this process: whoever starts there next takes its place. */
  address: string;
  isRegistered(): boolean;
};

export type Heartbeat = { stop(): Promise<void> };

/** Says every few seconds, in the database, that this worker is there: the api knows no other way to all workers. */
export function startHeartbeat({ orm, log, address, isRegistered }: Options): Heartbeat {
  const startedAt = new Date();
  const stopping = new AbortController();
  let latencyMs = 0;
  let failed = false;

  const beat = () =>
    acrossOrganizations(orm, async (em) => {
      await em.execute(
        `insert into worker_heartbeat (address, version, started_at, seen_at, registered, latency_ms)
         values (?, ?, ?, clock_timestamp(), ?, ?)
         on conflict (address) do update set version = excluded.version, started_at = excluded.started_at,
           seen_at = excluded.seen_at, registered = excluded.registered, latency_ms = excluded.latency_ms`,
        [address, version, startedAt, isRegistered(), latencyMs],
      );
      await em.execute(
        `delete from worker_heartbeat where seen_at < clock_timestamp() - interval '${forgottenAfter}'`,
      );
    });
  const keepBeating = async () => {
    while (!stopping.signal.aborted) {
      const started = performance.now();
      try {
        await beat();
        latencyMs = performance.now() - started;
        if (failed) log.info('The database answers again.');
        failed = false;
      } catch (error) {
        if (!failed) log.warn({ err: error }, 'This worker cannot reach the database; trying on.');
        failed = true;
      }
      // Soon after the start once more: by then it is registered.
      const pause = Date.now() - startedAt.getTime() < 2_000 ? 500 : beatMs;
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const ended = keepBeating();

  return {
    async stop() {
      stopping.abort();
      await ended;
      await acrossOrganizations(orm, (em) =>
        em.execute('delete from worker_heartbeat where address = ? and started_at = ?', [address, startedAt]),
      ).catch((error: unknown) =>
        log.warn({ err: error }, 'This worker could not sign off; it is shown as missing for a while.'),
      );
    },
  };
}
