// What was handed to Restate and is not heard of again is handed over once more. Sending twice is harmless: the
// invocation's key makes the second a no-op while the first is alive.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

export type Sweep = {
  /** As it stands in the log, e.g. "self-checks". */
  what: string;
  everyMs: number;
  /** Sends again what has waited longer than `waitedMs`, and says how many. */
  resend(waitedMs: number): Promise<number>;
  waitedMs: number;
};

export type Sweeper = {
  /** Everything unfinished at once, however short it waited: Restate has lost its data. */
  sweepAll(): Promise<void>;
  stop(): Promise<void>;
};

export function startSweeper(log: Log, sweeps: readonly Sweep[]): Sweeper {
  const stopping = new AbortController();

  const sweep = async ({ what, resend }: Sweep, waitedMs: number) => {
    const count = await resend(waitedMs);
    if (count > 0) log.info({ what, count }, 'Sent again to Restate what had not finished.');
  };
  const keepSweeping = async (each: Sweep) => {
    let complaint = '';
    while (!stopping.signal.aborted) {
      // Workers that start together do not ask together.
      await sleep(each.everyMs * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(
        () => {},
      );
      if (stopping.signal.aborted) return;
      try {
        await sweep(each, each.waitedMs);
        complaint = '';
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (message !== complaint)
          log.warn({ err: error, what: each.what }, 'A sweep failed; it is tried again.');
        complaint = message;
      }
    }
  };
  const ended = Promise.all(sweeps.map(keepSweeping));

  return {
    async sweepAll() {
      for (const each of sweeps) await sweep(each, 0);
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
