import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from './back-off.ts';
import { StepFailed } from './step-failed.ts';

type Options = {
  retries: number;
  signal: AbortSignal;
  /** Between two tries; injected by tests. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/** Tries again what may go away by itself, as often as the step says. */
export async function withRetries<T>(
  work: () => Promise<T>,
  { retries, signal, wait = (ms, aborted) => sleep(ms, undefined, { signal: aborted }) }: Options,
): Promise<T> {
  for (let again = 0; ; again += 1) {
    try {
      return await work();
    } catch (error) {
      if (again >= retries || !(error instanceof StepFailed) || !error.mayPass) throw error;
      await wait(backOff(Math.min(again, 2)), signal);
    }
  }
}
