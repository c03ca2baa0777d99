import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Caller } from '../stack/caller.ts';
import { atOnce, createBareLoop } from './bare-loop.ts';
import { cpuFigures, cpuOf } from './cpu.ts';
import type { EndedRun } from './follow-run.ts';
import { type Figure, timed } from './figure.ts';
import type { Ground } from './ground.ts';

const model = 'sandbox-delay-0';
/** An organisation runs 50 at once: four of them keep 200 going. */
const organizations = 4;

/** How much one worker gets done at a provider that answers at once: the queue is filled before any run is let go. */
export async function throughput(ground: Ground): Promise<Figure[]> {
  const bare = await createBareLoop(ground.databaseUrl);
  try {
    return [
      ...(await rates(ground, bare, 1, ground.rounds(2_000))),
      ...(await rates(ground, bare, 5, ground.rounds(1_000))),
    ];
  } finally {
    await bare.close();
  }
}

async function rates(
  { stack, databaseUrl, stackSandboxUrl, builder }: Ground,
  bare: Awaited<ReturnType<typeof createBareLoop>>,
  steps: number,
  runs: number,
): Promise<Figure[]> {
  const models = Array<string>(steps).fill(model);
  const builders = await Promise.all(
    Array.from({ length: organizations }, async (_, index) => {
      const one = await builder(`Throughput ${steps} ${index}`);
      await one.addModel(stackSandboxUrl, model);
      return { ...one, workflow: await one.createChain(models) };
    }),
  );
  const begun = cpuOf(stack.dataDir);
  const letGo = await holdBack(
    databaseUrl,
    builders.map(({ slug }) => slug),
  );
  let enqueuing: number;
  try {
    enqueuing = await timed(() =>
      atOnce(runs, 32, async (index) => {
        const one = builders[index % builders.length];
        if (one) await one.start(one.workflow, `run ${index}`);
      }),
    );
  } finally {
    await letGo();
  }
  await Promise.all(builders.map(({ caller }) => untilAllEnded(caller)));
  const used = cpuFigures(`${steps}-step run`, runs, begun, cpuOf(stack.dataDir));
  const ended = (await Promise.all(builders.map(({ caller }) => listEnded(caller)))).flat();
  const finished = ended
    .map(({ finishedAt }) => Date.parse(finishedAt))
    .toSorted((one, other) => one - other);
  // The middle of it: the first rush and the thin end say nothing of its pace.
  const from = Math.floor(finished.length * 0.2);
  const to = Math.floor(finished.length * 0.9);
  const seconds = ((finished[to] ?? 0) - (finished[from] ?? 0)) / 1_000;
  const rate = (to - from) / seconds;

  const loop = async (insert: boolean) => {
    const took = await timed(() =>
      atOnce(runs, 50 * organizations, () => bare.chain(stackSandboxUrl, models, { insert })),
    );
    return runs / (took / 1_000);
  };
  const [plain, inserting] = [await loop(false), await loop(true)];
  const what = `${steps}-step runs at a 0 ms provider, one worker`;
  return [
    { name: what, unit: '/s', value: rate, beside: { what: 'bare loop with INSERT', value: inserting } },
    {
      name: `  the same as steps`,
      unit: '/s',
      value: rate * steps,
      beside: { what: 'bare loop', value: plain * steps },
    },
    { name: '  startRun acknowledged, 32 at once', unit: '/s', value: runs / (enqueuing / 1_000) },
    ...used,
  ];
}

/**
 * Holds the lock under which an organisation's runs are admitted, so that all of them wait in the queue. A worker that
 * is frozen instead would wake to a heap of attempts that Restate has given up.
 */
export async function holdBack(databaseUrl: string, slugs: string[]): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `select pg_advisory_lock(hashtextextended('admit:' || id::text, 0)) from organization where slug = any($1)`,
    [slugs],
  );
  return () => client.end();
}

const page = `query ($after: String) { organization { runs(first: 100, after: $after) {
  nodes { status createdAt startedAt finishedAt } pageInfo { hasNextPage endCursor } } } }`;
const count = `{ organization { runs(first: 1, status: [QUEUED, RUNNING]) { totalCount } } }`;

type Page = { nodes: EndedRun[]; pageInfo: { hasNextPage: boolean; endCursor: string } };

export async function untilAllEnded(caller: Caller): Promise<void> {
  for (;;) {
    const { organization } = await caller.ask<{ organization: { runs: { totalCount: number } } }>(count);
    if (organization.runs.totalCount === 0) return;
    await sleep(500);
  }
}

export async function listEnded(caller: Caller): Promise<EndedRun[]> {
  const ended: EndedRun[] = [];
  for (let after: string | null = null; ;) {
    const found: { organization: { runs: Page } } = await caller.ask(page, { after });
    const { nodes, pageInfo } = found.organization.runs;
    ended.push(...nodes);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const others = ended.filter(({ status }) => status !== 'SUCCEEDED').length;
  if (others > 0) throw new Error(`${others} of ${ended.length} runs did not succeed.`);
  return ended;
}
