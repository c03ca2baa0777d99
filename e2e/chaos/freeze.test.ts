// A process that stands still knows nothing of it: when it wakes, it goes on as if no time had passed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../stack/builder.ts';
import { freeze } from './disturb.ts';
import { createGround } from './ground.ts';
import type { Asked, Office } from './load.ts';
import { gather } from './round.ts';
import { type Disturbance, judge } from './verdict.ts';
import { type Ear, listen } from './unbroken.ts';
import { watch } from './watch.ts';

const frozenMs = 20_000;
const seeds = { worker: 71, api: 72, restate: 73 };
/** Half of the runs end while the part stands still, half are at work when it wakes. */
const chains = [
  ['sandbox-chunks-20-every-50ms', 'sandbox-delay-150', 'sandbox-delay-20'],
  ['sandbox-chunks-20-every-50ms', ...Array<string>(4).fill('sandbox-delay-6000')],
];

let ground: Awaited<ReturnType<typeof createGround>>;
let office: Office;
let workflows: { workflow: Workflow; steps: number }[];

before(async () => {
  ground = await createGround(seeds.worker);
  const [first] = ground.offices;
  assert.ok(first);
  office = first;
  await office.addModel(ground.sandboxUrl, 'sandbox-delay-6000');
  workflows = [];
  for (const models of chains)
    workflows.push({ workflow: await office.createChain(models), steps: models.length });
});
after(() => ground?.close());

const never = new AbortController().signal;

/** Asked for `times` over with one key. */
async function start(seed: number, number: number, times = 1): Promise<Asked> {
  const chain = workflows[number % workflows.length];
  assert.ok(chain);
  const mark = `chaos-${seed}-${number}.`;
  const key = randomUUID();
  const ask = () => office.start(chain.workflow, mark, key);
  const acknowledged = await Promise.all(Array.from({ length: times }, ask));
  return {
    mark,
    acknowledged,
    steps: chain.steps,
    cancelledAt: null,
    watched: null,
    budget: null,
    caller: office.caller,
  };
}

/** Twenty, each with its first call under way. */
async function startTwenty(seed: number): Promise<Asked[]> {
  const runs = await Promise.all(Array.from({ length: 20 }, (_, number) => start(seed, number)));
  const isCalled = ({ mark }: Asked) => ground.calls.some(({ body }) => body.includes(mark));
  for (const bound = Date.now() + 30_000; !runs.every(isCalled); await sleep(20))
    assert.ok(Date.now() < bound, 'every run makes its first call');
  return runs;
}

async function watchToTheEnd(runs: readonly Asked[]): Promise<void> {
  await Promise.all(
    runs.map(async (run) => (run.watched = await watch(office.throughWeb, run.acknowledged[0] ?? '', never))),
  );
}

/** All promises hold, and no run made more calls than it has steps and the one that was under way. */
async function verdictOf(seed: number, runs: readonly Asked[], disturbance: Disturbance) {
  const evidence = await gather(ground.calls, seed, runs, [disturbance]);
  assert.deepEqual(judge(evidence), [], ground.said());
  for (const { mark, steps } of evidence.runs) {
    const calls = evidence.calls.filter((call) => call.mark === mark);
    assert.ok(calls.length <= steps + 1, `${mark} made ${calls.length} calls for ${steps} steps`);
  }
  return evidence;
}

test('a worker that wakes after 20 s adds no call beyond the one that each of its runs had under way', async () => {
  const runs = await startTwenty(seeds.worker);
  const watching = watchToTheEnd(runs);
  const disturbance = await freeze(ground, 'worker frozen', frozenMs);
  await watching;
  await verdictOf(seeds.worker, runs, disturbance);
});

test('while the api stands still for 20 s runs go on; its streams go on where they were, and a start counts once', async () => {
  const runs = await startTwenty(seeds.api);
  // Half directly, half through the web's origin; nobody of them comes back: one stream tells all.
  const ears: Ear[] = runs.map(({ acknowledged: [id = ''] }, index) =>
    listen(index % 2 === 0 ? office.caller : office.throughWeb, id, never),
  );
  await Promise.all(ears.map(({ opened }) => opened));
  let late: Promise<Asked> | undefined;
  const disturbance = await freeze(ground, 'api frozen', frozenMs, () => {
    late = start(seeds.api, runs.length, 3);
  });
  assert.ok(late);
  const lateRun = await late;
  await watchToTheEnd([lateRun]);
  for (const [index, run] of runs.entries()) run.watched = (await ears[index]?.ended) ?? null;
  const { calls, runs: facts } = await verdictOf(seeds.api, [...runs, lateRun], disturbance);
  for (const { mark, steps } of facts)
    assert.equal(calls.filter((call) => call.mark === mark).length, steps, `${mark} repeats no call`);
  const first = runs[0]?.mark;
  const whileFrozen = calls.filter(
    ({ mark, endedAt }) => mark === first && (endedAt ?? 0) < disturbance.until,
  );
  assert.equal(whileFrozen.length, 3, 'a run ended while nobody could look');
});

test('when Restate wakes after 20 s no call was added, and what was started meanwhile has its turn', async () => {
  const runs = await startTwenty(seeds.restate);
  const watching = watchToTheEnd(runs);
  const late: Promise<Asked>[] = [];
  const disturbance = await freeze(ground, 'restate frozen', frozenMs, () => {
    for (const number of [20, 22, 24]) late.push(start(seeds.restate, number));
  });
  const lateRuns = await Promise.all(late);
  await Promise.all([watching, watchToTheEnd(lateRuns)]);
  await verdictOf(seeds.restate, [...runs, ...lateRuns], disturbance);
});
