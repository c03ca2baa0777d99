import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freeBlock } from '../stack/free-block.ts';
import { startStack } from '../stack/start-stack.ts';
import type { Figure } from './figure.ts';
import { median } from './statistics.ts';

type Start = { page: number; link: number };

/** From the command to the first page, and to the link that signs in; the web has been built. */
export async function starts(rounds: number): Promise<Figure[]> {
  const cold: Start[] = [];
  const warm: Start[] = [];
  for (let round = 0; round < rounds; round++) {
    const directory = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
    try {
      const dataDir = join(directory, 'data');
      cold.push(await start(dataDir));
      warm.push(await start(dataDir), await start(dataDir));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return [
    ...figuresOf('cold start (empty data directory, web built)', cold),
    ...figuresOf('warm start', warm),
  ];
}

function figuresOf(name: string, all: Start[]): Figure[] {
  const page = median(all.map((one) => one.page));
  const link = median(all.map((one) => one.link));
  return [
    { name: `${name} to the first page`, unit: 's', value: page },
    {
      name: `${name} to the link that signs in`,
      unit: 's',
      value: link,
      beside: { what: 'first page', value: page },
    },
  ];
}

async function start(dataDir: string): Promise<Start> {
  const basePort = await freeBlock();
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1_000;
  const starting = startStack({ dataDir, basePort }).then((stack) => ({ stack, link: seconds() }));
  const serving = firstPage(`http://127.0.0.1:${basePort}/sign-in`).then(seconds);
  const { stack, link } = await starting;
  const page = await serving;
  await stack.stop();
  return { page, link };
}

async function firstPage(page: string): Promise<void> {
  for (;;) {
    const response = await fetch(page).catch(() => null);
    if (response?.ok && (await response.text()).includes('</html>')) return;
    await sleep(10);
  }
}
