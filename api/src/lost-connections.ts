import type { Pool, PoolClient } from 'pg';

/**
 * Takes a connection that is lost in the middle of a transaction out of its pool. Kysely gives a connection back only
 * after a rollback that succeeds, and on a lost one none does: without this each restart of the database would cost
 * the pool the places of all transactions under way, until nothing is left and every query waits for ever.
 */
export function dropLostConnections(pool: Pool): void {
  const inUse = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
  pool.on('connect', (client) =>
    client.once('end', () => {
      if (!inUse.has(client)) return;
      client.release(true);
      // Whoever still holds it may yet give it back, too late.
      client.release = () => {};
    }),
  );
}
