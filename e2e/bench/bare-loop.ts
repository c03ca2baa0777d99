// The same calls to the same sandbox without the product: what any engine adds is measured against this.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Agent, request } from 'undici';

export type BareLoop = Awaited<ReturnType<typeof createBareLoop>>;

/** Calls in a chain by undici; with a database, each is followed by one INSERT of its answer. */
export async function createBareLoop(databaseUrl: string) {
  const agent = new Agent({ connections: 256, pipelining: 1 });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(
    'create table if not exists bench_step (id uuid primary key, path text not null, output jsonb not null)',
  );

  async function call(sandboxUrl: string, model: string, content: string): Promise<string> {
    const { statusCode, body } = await request(`${sandboxUrl}/v1/chat/completions`, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
      body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content }] }),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`The sandbox answered ${statusCode}: ${text}`);
    return text;
  }

  return {
    agent,
    async chain(sandboxUrl: string, models: readonly string[], { insert }: { insert: boolean }) {
      for (const [index, model] of models.entries()) {
        const output = await call(sandboxUrl, model, `Step ${index + 1}`);
        if (insert)
          await pool.query({
            name: 'keep',
            text: 'insert into bench_step (id, path, output) values ($1, $2, $3)',
            values: [randomUUID(), `p${index + 1}`, JSON.stringify({ output })],
          });
      }
    },
    async close() {
      await pool.query('drop table bench_step');
      await pool.end();
      await agent.close();
    },
  };
}

/** So many at once, until all are done. */
export async function atOnce(
  count: number,
  concurrency: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, worker));
}
