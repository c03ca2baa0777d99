import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processOf } from '../stack/parts.ts';
import type { Random } from './random.ts';
import type { Disturbance } from './verdict.ts';

type What = Disturbance['what'];

export type Site = {
  dataDir: string;
  apiUrl: string;
  workerUrl: string;
  say: (line: string) => void;
};

const recoveryBoundMs = 60_000;

export const allKinds: readonly What[] = [
  'worker killed',
  'worker frozen',
  'api killed',
  'api frozen',
  'restate killed',
  'restate frozen',
  'postgres killed',
  'restate erased',
];

/** Does one of them, and waits until everything can work again. */
export async function disturb(site: Site, what: What, random: Random): Promise<Disturbance> {
  const [part = '', how] = what.split(' ');
  if (how === 'frozen') return freeze(site, what, random.between(5_000, 20_000));
  const { dataDir, say } = site;
  const from = Date.now();
  const pid = processOf(dataDir, part);
  say(`${what} (process ${pid})`);
  // Moved while it still runs: whoever starts it again must not find a byte of it.
  const gone = how === 'erased' ? join(dataDir, `gone-${from}`) : null;
  if (gone) await rename(join(dataDir, part), gone);
  process.kill(pid, 'SIGKILL');
  await within(recoveryBoundMs, async () => processOf(dataDir, part) !== pid);
  if (gone) await rm(gone, { recursive: true });
  return recovered(site, what, from);
}

/** Stops a part without its knowing, for so long; `meanwhile` begins when it stands still. */
export async function freeze(
  site: Site,
  what: What,
  forMs: number,
  meanwhile = () => {},
): Promise<Disturbance> {
  const [part = ''] = what.split(' ');
  const from = Date.now();
  const pid = processOf(site.dataDir, part);
  site.say(`${what} for ${forMs} ms (process ${pid})`);
  process.kill(pid, 'SIGSTOP');
  try {
    meanwhile();
    await sleep(forMs);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  return recovered(site, what, from);
}

async function recovered({ apiUrl, workerUrl, say }: Site, what: What, from: number): Promise<Disturbance> {
  await within(recoveryBoundMs, async () => (await answers(apiUrl)) && (await answers(workerUrl)));
  const until = Date.now();
  say(`  everything is ready again after ${until - from} ms`);
  return { what, from, until };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return response?.ok ?? false;
}

async function within(boundMs: number, isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + boundMs; !(await isSo()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`Not everything came back within ${boundMs / 1_000} s.`);
  }
}
