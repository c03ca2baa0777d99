import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freeBlock } from '../stack/free-block.ts';
import { startStack } from '../stack/start-stack.ts';
import type { Figure } from './figure.ts';
import { median } from './statistics.ts';

/** From the command to the first page, on an empty data directory and on the same again; the web has been built. */
export async function starts(rounds: number): Promise<Figure[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const directory = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
    try {
      const dataDir = join(directory, 'data');
      cold.push(await secondsToFirstPage(dataDir));
      warm.push(await secondsToFirstPage(dataDir), await secondsToFirstPage(dataDir));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return [
    { name: 'cold start to the first page (empty data, web built)', unit: 's', value: median(cold) },
    {
      name: 'warm start to the first page',
      unit: 's',
      value: median(warm),
      beside: { what: 'cold start', value: median(cold) },
    },
  ];
}

async function secondsToFirstPage(dataDir: string): Promise<number> {
  const basePort = await freeBlock();
  const begun = performance.now();
  const starting = startStack({ dataDir, basePort });
  const served = firstPage(`http://127.0.0.1:${basePort}/sign-in`, begun);
  const stack = await starting;
  const seconds = await served;
  await stack.stop();
  return seconds;
}

/** The page needs the web and the api behind it: it says who may sign in. */
async function firstPage(page: string, begun: number): Promise<number> {
  for (;;) {
    const response = await fetch(page).catch(() => null);
    const seconds = (performance.now() - begun) / 1_000;
    if (response?.ok && (await response.text()).includes('</html>')) return seconds;
    await sleep(10);
  }
}
