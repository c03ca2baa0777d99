import type { OwnSandbox } from '../stack/own-sandbox.ts';
import { atOnce, type BareLoop, createBareLoop } from './bare-loop.ts';
import { untilEnded } from './follow-run.ts';
import { type Figure, timed, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { median } from './statistics.ts';

const steps = 5;

/** What a chain of five takes beyond its provider's own time, per step: from its row's creation to its end. */
export async function addedPerStep(ground: Ground): Promise<Figure[]> {
  const bare = await createBareLoop(ground.databaseUrl);
  try {
    return [
      ...(await added(ground, bare, { delayMs: 50, runs: ground.rounds(40), concurrency: 1 })),
      ...(await added(ground, bare, { delayMs: 50, runs: ground.rounds(200), concurrency: 20 })),
      ...(await added(ground, bare, { delayMs: 1_500, runs: ground.rounds(20), concurrency: 10 })),
    ];
  } finally {
    await bare.close();
  }
}

type Load = { delayMs: number; runs: number; concurrency: number };

async function added(
  { sandbox, builder }: Ground,
  bare: BareLoop,
  { delayMs, runs, concurrency }: Load,
): Promise<Figure[]> {
  const model = `sandbox-delay-${delayMs}`;
  const models = Array<string>(steps).fill(model);
  const { caller, addModel, createChain, start } = await builder(`Added ${delayMs} ${concurrency}`);
  await addModel(sandbox.url, model);
  const workflow = await createChain(models);

  const withProduct: number[] = [];
  await atOnce(runs, concurrency, async (index) => {
    const mark = `added ${concurrency} ${delayMs} ${index}.`;
    const id = await start(workflow, mark);
    const { createdAt, finishedAt } = await untilEnded(caller, id, steps * delayMs);
    const total = Date.parse(finishedAt) - Date.parse(createdAt);
    withProduct.push((total - providerMs(sandbox, mark)) / steps);
  });

  const loops = { bare: [] as number[], inserting: [] as number[] };
  for (const [name, values] of Object.entries(loops)) {
    await atOnce(runs, concurrency, async () => {
      const total = await timed(() => bare.chain(sandbox.url, models, { insert: name === 'inserting' }));
      // Nothing tells whose call is whose here: what the provider takes beyond its delay counts as added.
      values.push(total / steps - delayMs);
    });
  }
  const where = `added per step at a ${delayMs} ms provider, ${concurrency} at once`;
  return [
    timings(where, withProduct, { what: 'bare loop with INSERT', value: median(loops.inserting) }),
    timings('  the bare loop', loops.bare),
  ];
}

/** As its log says. */
function providerMs({ calls }: OwnSandbox, mark: string): number {
  const own = calls.filter(({ body }) => body.includes(mark));
  if (own.length !== steps) throw new Error(`${own.length} calls for ${steps} steps.`);
  return own.reduce((sum, { at, endedAt }) => sum + (endedAt ?? at) - at, 0);
}
