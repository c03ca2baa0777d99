// One throw-away PostgreSQL for the whole test run, with a migrated template that each test file clones.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { notDurable, startPostgres } from '../launch/embedded-postgres.ts';
import { migrate } from '../migrate.ts';
import { freePort } from './free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const template = 'patchbay_template';

export default async function setup(project: TestProject) {
  const directory = await mkdtemp(join(tmpdir(), 'patchbay-test-'));
  const server = await startPostgres({
    dataDir: join(directory, 'postgres'),
    port: await freePort(),
    password: 'test',
    settings: { ...notDurable, max_connections: '300' },
  });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await migrate(withDatabase(server.url, template));
  await admin.end();
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
