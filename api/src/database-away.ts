import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Whether an error says "the database cannot be reached now" rather than "the query is wrong": such work may be tried
 * again. Class 08 and 57P0x are PostgreSQL's own words for a connection that is lost or a server that goes down; with
 * 25P03 it ended the transaction of a process that was frozen in the middle of it (orm.ts).
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08|57P0|25P03)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'].includes(code) ||
    /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    ) ||
    isDatabaseAway(error.cause)
  );
}

/** Does `work` again while the database is away: a restart of it is no reason to end a stream or to lose a paid answer. */
export async function patiently<T>(
  work: () => Promise<T>,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || signal?.aborted || Date.now() + pause > deadline) throw error;
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }
}
