import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { RestateClient } from './restate-client.ts';

type Options = {
  restate: Pick<RestateClient, 'register' | 'knowsDeployment'>;
  /** How Restate reaches this worker. */
  workerUrl: string;
  log: Log;
  /** Restate came back without its data: whatever was under way has to be sent again. */
  onDataLost(): Promise<void>;
  everyMs?: number;
};

export type Registration = {
  readonly isRegistered: boolean;
  stop(): Promise<void>;
};

/** Tells Restate where this worker is, and goes on looking whether it still knows: Restate may come later, or come back empty. */
export function keepRegistered({
  restate,
  workerUrl,
  log,
  onDataLost,
  everyMs = 3_000,
}: Options): Registration {
  const stopping = new AbortController();
  let deploymentId: string | null = null;
  let isRegistered = false;
  let complaint = '';
  let dataLost = false;

  const register = async () => {
    const { deploymentId: id, services } = await restate.register(workerUrl);
    deploymentId = id;
    log.info({ deploymentId, workerUrl, services }, 'Registered at Restate.');
  };
  const look = async () => {
    if (deploymentId === null) await register();
    else if (!(await restate.knowsDeployment(deploymentId))) {
      log.warn(
        { deploymentId },
        'Restate does not know this worker any more: its data were lost or replaced. Registering again.',
      );
      dataLost = true;
      await register();
    }
    isRegistered = true;
    if (complaint) log.info('Restate answers again.');
    complaint = '';
    if (!dataLost) return;
    await onDataLost();
    dataLost = false;
  };
  const keepLooking = async () => {
    for (let pause = 100; !stopping.signal.aborted;) {
      try {
        await look();
        pause = everyMs;
      } catch (error) {
        isRegistered = false;
        pause = Math.min(pause * 2, everyMs);
        const message = error instanceof Error ? error.message : String(error);
        // Once per reason: an outage is one line, not one every second.
        if (message !== complaint)
          log.warn({ err: error }, 'This worker is not registered at Restate; trying on.');
        complaint = message;
      }
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const ended = keepLooking();

  return {
    get isRegistered() {
      return isRegistered;
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
