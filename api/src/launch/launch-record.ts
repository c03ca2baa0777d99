import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endProcess, identify, isAlive } from './running-process.ts';

const started = z.object({ name: z.string(), pid: z.number(), startedAt: z.string() });
const record = z.object({
  pid: z.number(),
  since: z.string(),
  url: z.string(),
  running: z.array(started),
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
    pid: process.pid,
    since: new Date().toISOString(),
    url,
    running: [],
  };
  const write = () => {
    writeFileSync(`${fileOf(dataDir)}.new`, `${JSON.stringify(current, null, 2)}\n`, {
      mode: 0o600,
    });
    renameSync(`${fileOf(dataDir)}.new`, fileOf(dataDir));
  };
  write();
  return {
    add(name: string, pid: number): void {
      const identity = identify(pid);
      if (!identity) return; // Already gone.
      current.running = [...current.running.filter(isAlive), { name, ...identity }];
      write();
    },
    remove(): void {
      rmSync(fileOf(dataDir), { force: true });
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
