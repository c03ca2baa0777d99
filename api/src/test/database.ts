// A fresh, migrated database for a test file. Connections that a test leaves open fail the file.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createOrm, type MikroORM } from '../orm.ts';
import { template, withDatabase } from './global-setup.ts';

export type TestDatabase = { url: string; orm: MikroORM; close: () => Promise<void> };

export async function createDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${template}`);
  const url = withDatabase(server, name);
  const orm = createOrm(url);
  return {
    url,
    orm,
    close: async () => {
      await orm.close(true);
      await assertNobodyConnected(server, name);
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function assertNobodyConnected(server: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // A server process needs a moment to notice that its client has said goodbye.
    for (let attempt = 0; ; attempt += 1) {
      const { rows } = await client.query(
        `select coalesce(nullif(application_name, ''), 'a client') || ': ' || left(query, 120) as who
         from pg_stat_activity where datname = $1`,
        [name],
      );
      if (rows.length === 0) return;
      if (attempt === 40) throw new Error(`Connections left open:\n${rows.map(({ who }) => who).join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await client.end();
  }
}
