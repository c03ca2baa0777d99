import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { dieWithParent, signalGroup } from './running-process.ts';

/** What the launcher needs to start a program. */
export interface Program {
  name: string;
  command: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Another user to run as, where the launcher is root and the program refuses root. */
  user?: { uid: number; gid: number };
  /** Stands before the command, e.g. to enter a namespace. */
  wrapper?: readonly string[];
  logFile: string;
}

/** A part: a program that is kept running. */
export interface Part extends Program {
  /** Where it listens, as shown to people. */
  address: string;
  /** Asks it to finish what it has in hand and go. */
  stopSignal: NodeJS.Signals;
  readyBoundMs?: number;
  /** Runs before every start, the restart after a crash too. */
  beforeStart?(): Promise<void>;
  /** A PartFailed thrown here says that waiting is of no use. */
  isReady(): Promise<boolean>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningPart {
  pid: number;
  exited: Promise<Exit>;
  /** Gently, and hard after `boundMs`; nothing that it started is left. False when it had to be hard. */
  stop(boundMs?: number): Promise<boolean>;
}

export interface StartOptions {
  /** Gives up the start, or the errand, and leaves nothing running. */
  signal?: AbortSignal;
  onSpawn?(pid: number): void;
}

/** Says what went wrong with a part in words for a person. */
export class PartFailed extends Error {
  override name = 'PartFailed';
}

export const stopBoundMs = 5_000;

/** Starts a part and waits until it can serve. Fails with the last lines of its log when it ends before that. */
export async function startPart(part: Part, { signal, onSpawn }: StartOptions = {}): Promise<RunningPart> {
  signal?.throwIfAborted();
  await part.beforeStart?.();
  signal?.throwIfAborted();
  const { child, running } = spawnProgram(part, part.stopSignal, 'ignore');
  if (child.pid) onSpawn?.(child.pid);
  try {
    await untilReady(part, running, signal);
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function untilReady(part: Part, running: RunningPart, signal?: AbortSignal): Promise<void> {
  const { readyBoundMs = 60_000 } = part;
  let exit: Exit | undefined;
  void running.exited.then((result) => (exit = result));
  const deadline = Date.now() + readyBoundMs;
  for (let pause = 10; !(await isReadyNow(part)); pause = Math.min(pause * 1.5, 200)) {
    signal?.throwIfAborted();
    await Promise.race([sleep(pause), running.exited]);
    if (exit)
      throw new PartFailed(`${part.name} ended while starting (${describeExit(exit)}).${logTail(part)}`);
    if (Date.now() > deadline) {
      throw new PartFailed(`${part.name} was not ready within ${readyBoundMs / 1000} s.${logTail(part)}`);
    }
  }
  signal?.throwIfAborted();
}

async function isReadyNow(part: Part): Promise<boolean> {
  try {
    return await part.isReady();
  } catch (error) {
    if (error instanceof PartFailed) throw error;
    return false;
  }
}

/** Runs a program to its end; what it prints goes to its log. */
export async function runErrand(program: Program, options: StartOptions = {}): Promise<void> {
  await runToEnd(program, 'ignore', options);
}

/** Runs a program to its end and gives what it printed, which is kept out of its log. */
export async function askProgram(program: Program, options: StartOptions = {}): Promise<string> {
  return (await runToEnd(program, 'pipe', options)).trim();
}

async function runToEnd(
  program: Program,
  stdout: 'ignore' | 'pipe',
  { signal, onSpawn }: StartOptions,
): Promise<string> {
  signal?.throwIfAborted();
  const { child, running } = spawnProgram(program, 'SIGTERM', stdout);
  if (child.pid) onSpawn?.(child.pid);
  const giveUp = () => void running.stop();
  signal?.addEventListener('abort', giveUp);
  const [printed, exit] = await Promise.all([child.stdout ? text(child.stdout) : '', running.exited]);
  signal?.removeEventListener('abort', giveUp);
  signal?.throwIfAborted();
  if (exit.code !== 0)
    throw new PartFailed(`${program.name} failed (${describeExit(exit)}).${logTail(program)}`);
  return printed;
}

function spawnProgram(program: Program, stopSignal: NodeJS.Signals, stdout: 'ignore' | 'pipe') {
  mkdirSync(dirname(program.logFile), { recursive: true, mode: 0o700 });
  const log = openSync(program.logFile, 'a', 0o600);
  const [file, ...args] = [...(program.wrapper ?? []), ...dieWithParent(stopSignal), ...program.command];
  // A group of its own: Ctrl-C in the terminal reaches the launcher alone, which then stops the parts in order,
  // and whatever a part has started itself can be ended with it.
  const child: ChildProcess = spawn(file!, args, {
    cwd: program.cwd,
    env: program.env,
    ...program.user,
    detached: true,
    stdio: ['ignore', stdout === 'pipe' ? 'pipe' : log, log],
  });
  closeSync(log);
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: 127, signal: null }));
  });
  const hasEnded = () => !child.pid || child.exitCode !== null || child.signalCode !== null;
  let gone = !child.pid;
  const stop = async (boundMs = stopBoundMs) => {
    if (gone || !child.pid) return true;
    if (boundMs > 0 && !hasEnded()) {
      child.kill(stopSignal);
      await Promise.race([exited, sleep(boundMs, undefined, { ref: false })]);
    }
    const gently = hasEnded();
    // Also when it ended by itself: something that it started may still be there.
    signalGroup(child.pid, 'SIGKILL');
    await exited;
    gone = true;
    return gently;
  };
  return { child, running: { pid: child.pid ?? 0, exited, stop } satisfies RunningPart };
}

export function describeExit({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}

export function logTail({ logFile }: Program, lines = 12): string {
  const log = existsSync(logFile) ? endOf(logFile, 16_384).trimEnd() : '';
  if (!log) return ` Its log is empty: ${logFile}`;
  const tail = log.split('\n').slice(-lines);
  return ` The end of ${logFile}:\n${tail.map((line) => `    ${line}`).join('\n')}`;
}

/** A log may have grown large: only its end is read. */
function endOf(file: string, bytes: number): string {
  const handle = openSync(file, 'r');
  const { size } = fstatSync(handle);
  const end = Buffer.alloc(Math.min(size, bytes));
  readSync(handle, end, 0, end.length, size - end.length);
  closeSync(handle);
  return end.toString();
}
