import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endProcess, identify, isAlive, signalGroup } from './running-process.ts';

const identity = z.object({ pid: z.number(), startedAt: z.string() });
const record = z.object({
  launcher: identity,
  since: z.string(),
  url: z.string(),
  running: z.array(identity.extend({ name: z.string() })),
});

/** Who holds the data directory and what it has started; it outlives a launcher that is killed. */
export type LaunchRecord = z.infer<typeof record>;

const fileOf = (dataDir: string) => join(dataDir, 'launcher.json');

export function readLaunchRecord(dataDir: string): LaunchRecord | undefined {
  try {
    return record.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
  } catch {
    return undefined; // None, or not ours to read.
  }
}

/** Keeps the record up to date from the lock to the last stop. */
export function keepLaunchRecord(dataDir: string, url: string) {
  const current: LaunchRecord = {
    launcher: identify(process.pid)!,
    since: new Date().toISOString(),
    url,
    running: [],
  };
  const file = fileOf(dataDir);
  const write = () => {
    writeFileSync(`${file}.new`, `${JSON.stringify(current, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    add(name: string, pid: number): void {
      const started = identify(pid);
      if (!started) return; // Already gone.
      current.running = [...current.running.filter(isAlive), { name, ...started }];
      write();
    },
    /** For who does not want to wait. */
    killAll(): void {
      for (const { pid } of current.running.filter(isAlive)) signalGroup(pid, 'SIGKILL');
    },
    remove(): void {
      rmSync(file, { force: true });
    },
  };
}

/** Ends what a killed launcher left running: exactly the recorded processes, never one that merely has such a pid. */
export async function endLeftovers(
  left: LaunchRecord,
  say: (name: string, pid: number) => void,
): Promise<void> {
  for (const process of left.running.toReversed()) {
    if (!isAlive(process)) continue;
    await endProcess(process, process.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
    say(process.name, process.pid);
  }
}
