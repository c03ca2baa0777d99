import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process id alone may belong to another program tomorrow; together with its start it names one process for ever. */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

/** The same text for the same process as long as it lives; undefined when there is none (a zombie counts as none). */
function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  const fields = statFields(pid);
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${bootId()}/${fields[19]}`;
}

export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = processStart(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return processStart(identity.pid) === identity.startedAt;
}

export function parentOf(pid: number): number | undefined {
  const parent = process.platform === 'linux' ? statFields(pid)?.[1] : ps(pid, 'ppid=');
  return parent === undefined ? undefined : Number(parent);
}

export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=') ?? '';
  return readProc(`${pid}/cmdline`)?.replaceAll('\0', ' ').trim() ?? '';
}

/** Signals a process that leads a group, and all that it started. False when nothing of the group is left. */
export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Ends a process that is not our child: gently, then hard. */
export async function endProcess(
  identity: ProcessIdentity,
  gently: NodeJS.Signals,
  boundMs = 5000,
): Promise<void> {
  const send = (signal: NodeJS.Signals) =>
    signalGroup(identity.pid, signal) || process.kill(identity.pid, signal);
  for (const [signal, bound] of [
    [gently, boundMs],
    ['SIGKILL', 2000],
  ] as const) {
    if (!isAlive(identity)) return;
    send(signal);
    // One that was frozen hears the signal only when it is woken.
    if (signal !== 'SIGKILL') send('SIGCONT');
    for (const deadline = Date.now() + bound; isAlive(identity) && Date.now() < deadline;) await sleep(20);
  }
}

/** What stands before a command so that the kernel ends it when its parent dies, even by kill -9. Empty where the system cannot. */
export function dieWithParent(signal: NodeJS.Signals): string[] {
  if (process.platform !== 'linux') return [];
  const prefix = ['setpriv', '--pdeathsig', signal.replace(/^SIG/, ''), '--'];
  canDieWithParent ??= spawnSync(prefix[0]!, [...prefix.slice(1), 'true']).status === 0;
  return canDieWithParent ? prefix : [];
}
let canDieWithParent: boolean | undefined;

function statFields(pid: number): string[] | undefined {
  const stat = readProc(`${pid}/stat`);
  // The name in brackets may itself hold blanks and brackets.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function bootId(): string {
  return readProc('sys/kernel/random/boot_id')?.trim() ?? '';
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return (
      execFileSync('ps', ['-o', column, '-p', String(pid)], {
        encoding: 'utf8',
        stdio: 'pipe',
      }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
