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

const killed = {
  'worker killed': 'worker',
  'api killed': 'api',
  'restate killed': 'restate',
  'postgres killed': 'postgres',
} satisfies Partial<Record<What, string>>;

export const allKinds: readonly What[] = [
  'worker killed',
  'worker frozen',
  'api killed',
  'restate killed',
  'postgres killed',
];

/** Does one of them, and waits until everything can work again. */
export async function disturb(
  { dataDir, apiUrl, workerUrl, say }: Site,
  what: What,
  random: Random,
): Promise<Disturbance> {
  const from = Date.now();
  if (what === 'worker frozen') {
    const worker = processOf(dataDir, 'worker');
    const forMs = random.between(5_000, 20_000);
    say(`worker frozen for ${forMs} ms (process ${worker})`);
    process.kill(worker, 'SIGSTOP');
    try {
      await sleep(forMs);
    } finally {
      process.kill(worker, 'SIGCONT');
    }
  } else {
    const part = killed[what];
    const pid = processOf(dataDir, part);
    say(`${what} (process ${pid})`);
    process.kill(pid, 'SIGKILL');
    await within(recoveryBoundMs, async () => processOf(dataDir, part) !== pid);
  }
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
