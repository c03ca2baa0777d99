import { Client, type Pool, type PoolClient } from 'pg';

/**
 * The beginning of a transaction, and what is set for it at once, travel with its first statement. Every request and
 * every step of a run is in one, and a round trip costs more than what most statements do.
 */
export function beginWithFirst(pool: Pool): void {
  const begins = new WeakMap<PoolClient, string>();
  pool.on('connect', (client) => {
    const send = (...given: unknown[]) => Reflect.apply(Client.prototype.query, client, given) as unknown;
    const query = async (text: string, values: unknown[] = []): Promise<unknown> => {
      if (isBeginning.test(text)) {
        begins.set(client, text);
        return nothing;
      }
      const begin = begins.get(client);
      if (begin !== undefined && values.length === 0 && isSetting.test(text)) {
        begins.set(client, `${begin}; ${text}`);
        return nothing;
      }
      begins.delete(client);
      if (begin === undefined) return send(text, values);
      // Nothing was begun.
      if (isEnd.test(text)) return nothing;
      if (values.length === 0) return lastOf(await send(`${begin}; ${text}`));
      await send(begin);
      return send(text, values);
    };
    // Only Kysely speaks of transactions, in plain text; whoever calls in another way is let through.
    client.query = ((text: unknown, values: unknown, ...more: unknown[]) =>
      typeof text === 'string' && more.length === 0 && (values === undefined || Array.isArray(values))
        ? query(text, values)
        : send(text, values, ...more)) as typeof client.query;
  });
  pool.on('release', (_error, client) => begins.delete(client));
}

const isBeginning = /^(begin|start transaction)\b[^;]*$/;
const isSetting = /^\s*select set_config\([^;]*$/;
const isEnd = /^(commit|rollback)$/;
const nothing = { command: 'BEGIN', rowCount: null, rows: [] };

const lastOf = (results: unknown): unknown => (Array.isArray(results) ? results.at(-1) : results);
