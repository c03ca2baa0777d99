import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../test/free-port.ts';
import { notDurable, type PostgresOptions, startPostgres } from './embedded-postgres.ts';
import { PartFailed } from './part.ts';

let root: string;
let options: PostgresOptions;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'patchbay-postgres-'));
  chmodSync(root, 0o700);
  options = {
    dataDir: join(root, 'cluster'),
    port: await freePort(),
    password: "a 'b@c/",
    settings: notDurable,
  };
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('makes its cluster once, and leaves neither the password nor a half-made cluster behind', async () => {
  await (await startPostgres(options)).stop();
  const made = readFileSync(join(options.dataDir, 'global/pg_control'));
  expect(existsSync(`${options.dataDir}.password`)).toBe(false);
  expect(existsSync(`${options.dataDir}.new`)).toBe(false);

  await (await startPostgres(options)).stop();
  expect(readFileSync(join(options.dataDir, 'global/pg_control')).subarray(0, 8)).toEqual(
    made.subarray(0, 8),
  );
});

it('starts where yesterday’s pid file names a program that has nothing to do with it', async () => {
  const stranger = spawn('sleep', ['60']);
  writeFileSync(join(options.dataDir, 'postmaster.pid'), `${stranger.pid}\n${options.dataDir}\n`);
  const server = await startPostgres(options);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  await server.stop();
  stranger.kill();
});

it('ends a server that an earlier launcher left on the same directory, and says so', async () => {
  const left = await startPostgres(options);
  const said: number[] = [];
  const server = await startPostgres({ ...options, onLeftover: (pid) => said.push(pid) });
  expect(said).toEqual([left.pid]);
  expect(await left.exited).toEqual({ code: 0, signal: null });
  await server.stop();
});

it('says at once that the directory has another password', async () => {
  await expect(startPostgres({ ...options, password: 'other' })).rejects.toThrow(
    'made with another password',
  );
});

it('shows the end of its log when it ends while starting', async () => {
  const broken = startPostgres({ ...options, settings: { shared_buffers: 'plenty' } });
  await expect(broken).rejects.toThrow(PartFailed);
  await expect(broken).rejects.toThrow(/invalid value for parameter "shared_buffers": "plenty"/);
});
