import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../stack/caller.ts';

export type EndedRun = { status: string; createdAt: string; startedAt: string; finishedAt: string };

const question = `query ($id: ID!) { run(id: $id) { status createdAt startedAt finishedAt error { message } } }`;

/** Asks not before it can have ended, and seldom: asking must not slow down what is measured. */
export async function untilEnded(caller: Caller, id: string, atLeastMs = 0): Promise<EndedRun> {
  for (await sleep(atLeastMs); ;) {
    const { run } = await caller.ask<{ run: EndedRun & { error: { message: string } | null } }>(question, {
      id,
    });
    if (run.finishedAt) {
      if (run.status !== 'SUCCEEDED') throw new Error(`A run ${run.status}: ${run.error?.message}`);
      return run;
    }
    await sleep(100);
  }
}
