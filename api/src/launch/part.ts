import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dieWithParent, signalGroup } from "./running-process.ts";

/** A part: a program that the launcher starts and keeps running. */
export interface Part {
  name: string;
  /** Where it listens, as shown to people. */
  address: string;
  command: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Another user to run as, where the launcher is root and the program refuses root. */
  user?: { uid: number; gid: number };
  /** Stands before the command, e.g. to enter a namespace. */
  wrapper?: readonly string[];
  logFile: string;
  /** Asks it to finish what it has in hand and go. */
  stopSignal: NodeJS.Signals;
  /** Runs before every start, the restart after a crash too. */
  beforeStart?(): Promise<void>;
  isReady(): Promise<boolean>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningPart {
  pid: number;
  exited: Promise<Exit>;
  stop(boundMs?: number): Promise<void>;
}

export class PartFailed extends Error {
  override name = "PartFailed";
}

const readyBoundMs = 60_000;
const stopBoundMs = 8_000;

/** Starts a part and waits until it can serve. Fails with the last lines of its log when it ends before that. */
export async function startPart(part: Part, onSpawn?: (pid: number) => void): Promise<RunningPart> {
  await part.beforeStart?.();
  const running = spawnPart(part);
  if (running.pid) onSpawn?.(running.pid);

  let exit: Exit | undefined;
  void running.exited.then((result) => (exit = result));
  const deadline = Date.now() + readyBoundMs;
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 200)) {
    if (await isReadyNow(part)) break;
    await Promise.race([sleep(pause), running.exited]);
    if (exit)
      throw new PartFailed(
        `${part.name} ended while starting (${describeExit(exit)}).${logTail(part.logFile)}`,
      );
    if (Date.now() > deadline) {
      await running.stop();
      throw new PartFailed(
        `${part.name} was not ready after ${readyBoundMs / 1000} s.${logTail(part.logFile)}`,
      );
    }
  }
  return running;
}

function spawnPart(part: Part): RunningPart {
  mkdirSync(dirname(part.logFile), { recursive: true });
  const log = openSync(part.logFile, "a", 0o600);
  const [program, ...args] = [
    ...(part.wrapper ?? []),
    ...dieWithParent(part.stopSignal),
    ...part.command,
  ];
  // A group of its own: Ctrl-C in the terminal reaches the launcher alone, which then stops the parts in order,
  // and whatever a part has started itself can be ended with it.
  const child = spawn(program!, args, {
    cwd: part.cwd,
    env: part.env,
    ...part.user,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exited = exitOf(child);
  return {
    pid: child.pid ?? 0,
    exited,
    stop: (bound) => stopProcess(child, exited, part.stopSignal, bound),
  };
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  });
}

async function stopProcess(
  child: ChildProcess,
  exited: Promise<Exit>,
  gently: NodeJS.Signals,
  boundMs = stopBoundMs,
) {
  if (!child.pid) return;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  if (!hasEnded()) child.kill(gently);
  if (boundMs > 0) await Promise.race([exited, sleep(boundMs, undefined, { ref: false })]);
  // Also when it ended by itself: something that it started may still be there.
  signalGroup(child.pid, "SIGKILL");
  await exited;
}

async function isReadyNow(part: Part): Promise<boolean> {
  try {
    return await part.isReady();
  } catch {
    return false;
  }
}

export function describeExit({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}

export function logTail(logFile: string, lines = 12): string {
  const text = existsSync(logFile) ? readFileSync(logFile, "utf8").trimEnd() : "";
  if (!text) return ` Its log is empty: ${logFile}`;
  const tail = text
    .split("\n")
    .slice(-lines)
    .map((line) => `    ${line}`);
  return ` The end of its log, ${logFile}:\n${tail.join("\n")}`;
}
