// Brings the database up to date. Safe to start twice at once: the second waits for the first, then finds nothing to do.
import pg from 'pg';
import { readEnv } from './env.ts';
import { createOrm } from './orm.ts';

const migrationLock = 4_800_001;

export async function migrate(databaseUrl: string): Promise<string[]> {
  // The lock lives on a connection of its own: it is held across all migrations, and goes when the process dies.
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  const orm = createOrm(databaseUrl, { connections: 2 });
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    const done = await orm.migrator.up();
    return done.map((migration) => migration.name);
  } finally {
    await orm.close(true);
    await lock.end();
  }
}

if (import.meta.main) {
  const done = await migrate(readEnv('migrate').DATABASE_URL);
  console.log(done.length === 0 ? 'Nothing to migrate.' : `Migrated: ${done.join(', ')}`);
}
