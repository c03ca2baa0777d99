import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit, logTail, type Part, startPart } from './part.ts';

export interface Supervised {
  /** False when it did not go by itself within the bound. */
  stop(): Promise<boolean>;
}

export interface SuperviseOptions {
  onSpawn(pid: number): void;
  onEvent(event: PartEvent): void;
  signal: AbortSignal;
  restart?: RestartPolicy;
}

export type PartEvent =
  | { kind: 'ended'; fault: string; retryMs: number }
  | { kind: 'ready'; seconds: number }
  /** Said once per bad spell: it ends again and again, or does not come up again. */
  | { kind: 'failing'; message: string };

export interface RestartPolicy {
  /** Pause before the next start, by how often it ended within the window; the last one repeats. */
  pausesMs: readonly number[];
  windowMs: number;
  /** From this many ends within the window on it counts as failing. */
  failingFrom: number;
}

const defaultPolicy: RestartPolicy = {
  pausesMs: [0, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000],
  windowMs: 120_000,
  failingFrom: 5,
};

/** Starts a part, resolves when it is ready for the first time, and from then on starts it again whenever it ends. */
export async function supervise(part: Part, options: SuperviseOptions): Promise<Supervised> {
  const { onSpawn, onEvent, restart = defaultPolicy } = options;
  const stopped = new AbortController();
  const signal = AbortSignal.any([options.signal, stopped.signal]);
  let running = await startPart(part, { onSpawn, signal });
  let ends: number[] = [];

  async function keepRunning(): Promise<void> {
    while (true) {
      const exit = await running.exited;
      if (signal.aborted) return;
      await running.stop(0);
      let fault: string | undefined = describeExit(exit);
      while (fault) fault = await startAgain(fault);
    }
  }

  /** Gives the next fault when it does not come up. */
  async function startAgain(fault: string): Promise<string | undefined> {
    ends = [...ends.filter((at) => at > Date.now() - restart.windowMs), Date.now()];
    const retryMs = restart.pausesMs[Math.min(ends.length, restart.pausesMs.length) - 1] ?? 0;
    onEvent({ kind: 'ended', fault, retryMs });
    if (ends.length === restart.failingFrom) {
      onEvent({
        kind: 'failing',
        message: `${part.name} keeps ending; the other parts go on.${logTail(part)}`,
      });
    }
    await sleep(retryMs, undefined, { signal });
    const begun = performance.now();
    try {
      running = await startPart(part, { onSpawn, signal });
      onEvent({ kind: 'ready', seconds: (performance.now() - begun) / 1000 });
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      return (error as Error).message.split('\n', 1)[0];
    }
  }

  const keeping = keepRunning().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return {
    async stop() {
      stopped.abort();
      const gently = await running.stop();
      await keeping;
      return gently;
    },
  };
}
