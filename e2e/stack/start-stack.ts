import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freeBlock } from './free-block.ts';

const launcherFile = join(import.meta.dirname, '../../api/src/launch/main.ts');

export interface StackOptions {
  /** Kept when the stack stops; without it the data lives in a temporary folder that goes with the stack. */
  dataDir?: string;
  basePort?: number;
  /** More environment for the launcher. */
  env?: NodeJS.ProcessEnv;
}

export interface Stack {
  /** Of the web, where everything is reached. */
  url: string;
  /** Signs in as the admin of the demonstration organisation, once. */
  entryLink: string;
  dataDir: string;
  basePort: number;
  /** All that the launcher has printed so far. */
  said(): string;
  /** Ends as Ctrl-C does, and waits until nothing of it runs any more. */
  stop(): Promise<void>;
}

const startBound = 480_000;

/** Starts the whole product as a person would, by its launcher, on free ports. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? join(mkdtempSync(join(tmpdir(), 'patchbay-e2e-')), 'data');
  const basePort = options.basePort ?? (await freeBlock());
  const launcher = spawn(process.execPath, [launcherFile, '--port', String(basePort), '--data', dataDir], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const closed = once(launcher, 'close');

  async function stop(): Promise<void> {
    if (launcher.exitCode === null) launcher.kill('SIGTERM');
    await closed;
    if (!options.dataDir) await rm(join(dataDir, '..'), { recursive: true, force: true });
  }

  try {
    const entryLink = await hear(launcher, () => said, /https?:\/\/\S+\/enter#\S+/);
    return { url: `http://127.0.0.1:${basePort}`, entryLink, dataDir, basePort, said: () => said, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function hear(launcher: ChildProcess, said: () => string, wanted: RegExp): Promise<string> {
  for (const deadline = Date.now() + startBound; Date.now() < deadline; await sleep(20)) {
    const found = wanted.exec(said());
    if (found) return found[0];
    if (launcher.exitCode !== null) break;
  }
  throw new Error(`The stack did not start. It said:\n${said()}`);
}
