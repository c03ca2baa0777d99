// The fields of one query are read one after another over one connection, from one snapshot: the answer tells of one
// moment, and a field costs its own statement instead of a transaction.
import { type EntityManager, inSnapshot, type MikroORM } from './orm.ts';

type Reading = { read(em: EntityManager): Promise<void>; reject(error: unknown): void };

export type ReadTogether = <T>(work: (em: EntityManager) => Promise<T>) => Promise<T>;

/** The snapshot lasts for as long as one reading follows another. None may wait for another one. */
export function readTogether(orm: MikroORM, organizationId: string): ReadTogether {
  const waiting: Reading[] = [];
  let isReading = false;

  async function readAll(): Promise<void> {
    isReading = true;
    while (waiting.length > 0) {
      let current: Reading | undefined;
      try {
        await inSnapshot(orm, organizationId, async (em) => {
          for (current = waiting.shift(); current; current = await next())
            await current.read(em.fork({ keepTransactionContext: true }));
        });
      } catch (error) {
        // What fails has spoiled the transaction for the rest, which reads on in another one. Where none could be
        // begun, nobody tries again in turn.
        for (const { reject } of current ? [current] : waiting.splice(0)) reject(error);
      }
    }
    isReading = false;
  }

  async function next(): Promise<Reading | undefined> {
    // What has been read leads to more: loaders ask for it before the turn of the loop ends.
    if (waiting.length === 0) await new Promise(setImmediate);
    return waiting.shift();
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({ read: async (em) => resolve(await work(em)), reject });
      if (!isReading) void readAll();
    });
}
