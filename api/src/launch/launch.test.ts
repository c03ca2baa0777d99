import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../test/free-port.ts';
import { postgresUrl } from './embedded-postgres.ts';
import { portNames, ports as portFlags, type PortName } from './flags.ts';
import { readLaunchRecord } from './launch-record.ts';
import { dieWithParent, isAlive } from './running-process.ts';

// The launcher as a process of its own, with real PostgreSQL and Restate and small servers in place of api, worker
// and web. One stack serves the tests in their order; each leaves it running.

const startBound = 30_000;
let root: string;
let dataDir: string;
let chosen: Record<PortName, number>;
let launcher: Launcher;

class Launcher {
  readonly process: ChildProcess;
  readonly exited: Promise<unknown>;
  said = '';

  constructor(args: string[]) {
    // A test run that is killed takes its launcher with it.
    const [setpriv, ...rest] = dieWithParent('SIGTERM');
    const command = [process.execPath, join(import.meta.dirname, 'stub-launch.ts'), ...args];
    this.process = spawn(setpriv ?? command.shift()!, [...rest, ...command]);
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    }
    this.exited = once(this.process, 'close');
  }

  /** Waits until it has said `text` once more than it had at `from`. */
  async says(text: string, from = 0): Promise<void> {
    for (const deadline = Date.now() + startBound; !this.said.slice(from).includes(text); await sleep(20)) {
      if (this.process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`It did not say "${text}" but:\n${this.said}`);
      }
    }
  }

  async ends(): Promise<number | null> {
    await this.exited;
    return this.process.exitCode;
  }
}

const start = () => new Launcher(flagsOf(dataDir, chosen));

function flagsOf(dir: string, ports: Record<PortName, number>): string[] {
  return ['--data', dir, ...portNames.flatMap((name) => [`--${portFlags[name].flag}`, String(ports[name])])];
}

async function freePorts(): Promise<Record<PortName, number>> {
  const found = new Set<number>();
  while (found.size < portNames.length) found.add(await freePort());
  const list = [...found];
  return Object.fromEntries(portNames.map((name, index) => [name, list[index]])) as Record<PortName, number>;
}

function running(name: string) {
  const found = readLaunchRecord(dataDir)?.running.findLast((process) => process.name === name);
  if (!found) throw new Error(`${name} is not recorded`);
  return found;
}

async function query(sql: string): Promise<unknown[]> {
  const password = readFileSync(join(dataDir, 'secrets/postgres-password'), 'utf8');
  const client = new Client({ connectionString: postgresUrl({ dataDir, port: chosen.postgres, password }) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'patchbay-launch-'));
  chmodSync(root, 0o700);
  dataDir = join(root, 'data');
  chosen = await freePorts();
  // Two at once on an empty directory: whichever wins goes on as the stack of the tests below.
  const both = [start(), start()];
  const loser = await Promise.race(both.map((each) => each.exited.then(() => each)));
  launcher = both.find((each) => each !== loser)!;
  expect(loser.process.exitCode).toBe(1);
  expect(loser.said).toContain(`Another launcher serves ${dataDir} (process ${launcher.process.pid}, since `);
  await launcher.says('Ctrl-C stops everything');
}, startBound);

afterAll(async () => {
  launcher.process.kill('SIGTERM');
  await launcher.ends();
  rmSync(root, { recursive: true, force: true });
});

describe('a start', () => {
  it('says one line per part, below a directory that only its owner may enter', () => {
    for (const name of ['postgres', 'restate', 'worker', 'api', 'web']) {
      expect(launcher.said).toMatch(
        new RegExp(`^ {2}${name} +ready +\\d+\\.\\d s +\\S*127\\.0\\.0\\.1:\\d+$`, 'm'),
      );
    }
    expect(launcher.said).toContain(`http://127.0.0.1:${chosen.web}`);
  });

  it('keeps its secrets to their owner', () => {
    for (const name of ['auth-secret', 'key-ring.json', 'postgres-password', 'restate-signing-key.pem']) {
      expect(statSync(join(dataDir, 'secrets', name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  it('listens on loopback only', () => {
    const used = portNames.filter((name) => name !== 'sandbox').map((name) => chosen[name]);
    expect(listening().filter(({ port }) => used.includes(port))).toEqual(
      expect.arrayContaining(used.map((port) => ({ address: '0100007F', port }))),
    );
    expect(listening().filter(({ address, port }) => used.includes(port) && address !== '0100007F')).toEqual(
      [],
    );
  });

  it('is refused where another launcher serves the data directory', async () => {
    const second = start();
    expect(await second.ends()).toBe(1);
    expect(second.said).toContain(`(process ${launcher.process.pid}, since `);
    expect(second.said).toContain(`at http://127.0.0.1:${chosen.web})`);
  });

  it('names the port that is taken, by whom, and the flag that moves it, before anything starts', async () => {
    const elsewhere = { ...(await freePorts()), restateAdmin: await freePort() };
    const squatter = createServer().listen(elsewhere.restateAdmin, '127.0.0.1');
    await once(squatter, 'listening');
    const other = new Launcher(flagsOf(join(root, 'other'), elsewhere));
    expect(await other.ends()).toBe(1);
    expect(other.said).toContain(`Port ${elsewhere.restateAdmin} is taken by process ${process.pid} (`);
    expect(other.said).toContain('--restate-admin-port <port>');
    expect(existsSync(join(root, 'other/postgres'))).toBe(false);
    squatter.close();
  });
});

describe('a part that dies', () => {
  it.each(['worker', 'restate'])('is started again, and this is said: %s', async (name) => {
    const before = launcher.said.length;
    process.kill(running(name).pid, 'SIGKILL');
    await launcher.says(`${name.padEnd(10)} ended (SIGKILL); starting it again now`, before);
    await launcher.says(`${name.padEnd(10)} ready`, before);
  });

  it('loses nothing that PostgreSQL has acknowledged', async () => {
    await query('create table promise as select 42 as kept');
    const before = launcher.said.length;
    process.kill(running('postgres').pid, 'SIGKILL');
    await launcher.says('postgres   ready', before);
    expect(await query('select kept from promise')).toEqual([{ kept: 42 }]);
  });

  it('that ends again and again is said plainly with the end of its log, while the others go on', async () => {
    const fault = join(dataDir, 'api-fault');
    const before = launcher.said.length;
    writeFileSync(fault, '');
    process.kill(running('api').pid, 'SIGKILL');
    await launcher.says('api keeps ending; the other parts go on', before);
    expect(launcher.said.slice(before)).toContain(`cannot start while ${fault} is there`);
    expect((await fetch(`http://127.0.0.1:${chosen.web}/`)).ok).toBe(true);
    rmSync(fault);
    await launcher.says('api        ready', before);
  });
});

describe('a launcher that is killed', () => {
  it('leaves servers that the next one ends, by name, before it serves', async () => {
    // Frozen, they cannot notice the death themselves: the next launcher has to find them.
    const left = ['postgres', 'worker'].map(running);
    for (const { pid } of left) process.kill(pid, 'SIGSTOP');
    launcher.process.kill('SIGKILL');
    await launcher.exited;
    expect(left.map(isAlive)).toEqual([true, true]);

    launcher = start();
    await launcher.says('Ctrl-C stops everything');
    expect(left.map(isAlive)).toEqual([false, false]);
    for (const { name, pid } of left) expect(launcher.said).toContain(`ended its ${name} (process ${pid})`);
    expect(await query('select kept from promise')).toEqual([{ kept: 42 }]);
  });
});

describe('a stop', () => {
  it('leaves nothing running and nothing to recover', async () => {
    const all = readLaunchRecord(dataDir)!.running;
    expect(
      all
        .filter(isAlive)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['api', 'postgres', 'restate', 'web', 'worker']);
    launcher.process.kill('SIGTERM');
    expect(await launcher.ends()).toBe(0);
    expect(all.filter(isAlive)).toEqual([]);
    expect(listening().filter(({ port }) => Object.values(chosen).includes(port))).toEqual([]);
    expect(readLaunchRecord(dataDir)).toBeUndefined();
  });

  it('at once after it began ends cleanly too', async () => {
    launcher = start();
    await launcher.says('Patchbay');
    await sleep(300);
    launcher.process.kill('SIGINT');
    expect(await launcher.ends()).toBe(0);
    expect(listening().filter(({ port }) => Object.values(chosen).includes(port))).toEqual([]);
  });

  it('waits for a part that hangs, until it is asked a second time', async () => {
    launcher = start();
    await launcher.says('Ctrl-C stops everything');
    const all = readLaunchRecord(dataDir)!.running;
    process.kill(running('worker').pid, 'SIGSTOP');
    launcher.process.kill('SIGINT');
    await launcher.says('stopping (SIGINT)');
    // One keypress may arrive more than once through npm and pnpm: that is no second request.
    launcher.process.kill('SIGINT');
    await sleep(1_000);
    expect(isAlive(running('worker'))).toBe(true);
    launcher.process.kill('SIGINT');
    expect(await launcher.ends()).toBe(0);
    expect(launcher.said).toContain('stopping at once');
    expect(all.filter(isAlive)).toEqual([]);
  });

  it('leaves a database that will not be opened without its password', async () => {
    rmSync(join(dataDir, 'secrets/postgres-password'));
    launcher = start();
    expect(await launcher.ends()).toBe(1);
    expect(launcher.said).toContain('postgres-password is missing, and the database cannot be opened');
  });
});

function listening(): { address: string; port: number }[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === '0A')
      .map(([, local = '']) => {
        const [address = '', port = ''] = local.split(':');
        return { address, port: Number.parseInt(port, 16) };
      }),
  );
}
