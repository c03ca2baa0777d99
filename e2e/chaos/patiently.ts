import { setTimeout as sleep } from 'node:timers/promises';

/** What a careful client does while the other side is away: it asks again, with the same key. */
export async function patiently<T>(ask: () => Promise<T>, boundMs = 90_000): Promise<T> {
  for (const deadline = Date.now() + boundMs; ;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
