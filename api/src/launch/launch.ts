import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lock, takeLock } from './data-lock.ts';
import { forgetDone } from './done-errands.ts';
import type { Flags } from './flags.ts';
import { endLeftovers, keepLaunchRecord, readLaunchRecord } from './launch-record.ts';
import { askProgram } from './part.ts';
import type { Plan, Setup } from './plan.ts';
import { takenPorts } from './port-check.ts';
import { runPlan } from './run-plan.ts';
import { isAlive } from './running-process.ts';
import { say } from './say.ts';
import { readSecrets } from './secrets.ts';
import { stopOnRequest } from './stop-request.ts';
import type { RestartPolicy } from './supervise.ts';

export class LaunchRefused extends Error {
  override name = 'LaunchRefused';
}

const projectDir = resolve(import.meta.dirname, '../../..');

/** Starts everything, keeps it running until a signal asks to stop, and gives the exit code. */
export async function launch(
  flags: Flags,
  planOf: (setup: Setup) => Promise<Plan>,
  restart?: RestartPolicy,
): Promise<number> {
  const begun = performance.now();
  const url = `http://127.0.0.1:${flags.ports.web}`;
  say.title('Patchbay', `data in ${relative(process.cwd(), flags.dataDir) || '.'}`);
  mkdirSync(flags.dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockDataDir(flags.dataDir);
  const stopping = stopOnRequest();
  try {
    await recover(flags.dataDir);
    const record = keepLaunchRecord(flags.dataDir, url);
    try {
      const taken = await takenPorts(flags.ports);
      if (taken.length > 0)
        throw new LaunchRefused(`${taken.join('\n')}\nOr move the whole block: npm start -- --port <base>`);
      const plan = await planOf(prepare(flags, url));
      stopping.onImpatience(() => {
        say.line('  stopping at once');
        record.killAll();
      });
      return await serve(plan, { begun, url, signal: stopping.signal, restart, onSpawn: record.add });
    } catch (error) {
      forgetDone(flags.dataDir);
      throw error;
    } finally {
      record.remove();
    }
  } finally {
    lock.release();
  }
}

interface Serving {
  begun: number;
  url: string;
  signal: AbortSignal;
  restart?: RestartPolicy;
  onSpawn(name: string, pid: number): void;
}

async function serve(plan: Plan, { begun, url, signal, restart, onSpawn }: Serving): Promise<number> {
  const running = runPlan(plan, { signal, onSpawn, restart });
  try {
    await running.ready;
    say.link(`Ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`, url);
    if (plan.signInLink) {
      const onLinkSpawn = (pid: number) => onSpawn('entry link', pid);
      say.link(
        'Sign in, once, within ten minutes',
        await askProgram(plan.signInLink, { signal, onSpawn: onLinkSpawn }),
      );
    }
    say.line('\n  Ctrl-C stops everything.\n');
    if (!signal.aborted) await once(signal, 'abort');
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    if (signal.aborted) say.line(`\n  stopping (${signal.reason})`);
    await running.stop();
  }
  say.line('  stopped');
  return 0;
}

async function lockDataDir(dataDir: string): Promise<Lock> {
  const lock = takeLock(join(dataDir, 'launcher.lock'));
  if (lock) return lock;
  // Its holder may have begun in this very moment and not yet have said who it is.
  let holder = readLaunchRecord(dataDir);
  for (let tries = 0; tries < 10 && !(holder && isAlive(holder.launcher)); tries++) {
    await sleep(50);
    holder = readLaunchRecord(dataDir);
  }
  const who = holder
    ? `process ${holder.launcher.pid}, since ${holder.since}, at ${holder.url}`
    : 'which has only just begun';
  throw new LaunchRefused(
    `Another launcher serves ${dataDir} (${who}).\n` +
      'Use that one, stop it with Ctrl-C, or start this one elsewhere: npm start -- --data <directory> --port <base>',
  );
}

/** We hold the lock: a record that is still there belongs to a launcher that could not clean up behind itself. */
async function recover(dataDir: string): Promise<void> {
  const left = readLaunchRecord(dataDir);
  if (!left) return;
  say.note('recover', `the launcher that began at ${left.since} (process ${left.launcher.pid}) was killed`);
  await endLeftovers(left, (name, pid) => say.note('recover', `ended its ${name} (process ${pid})`));
}

function prepare({ dataDir, ports }: Flags, url: string): Setup {
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  return {
    projectDir,
    dataDir,
    ports,
    url,
    secrets: readSecrets(join(dataDir, 'secrets'), existsSync(join(dataDir, 'postgres'))),
    logFile(name) {
      const file = join(logs, `${name.replaceAll(' ', '-')}.log`);
      // Each start writes a log of its own and keeps the one before.
      if (existsSync(file)) renameSync(file, `${file}.1`);
      return file;
    },
  };
}
