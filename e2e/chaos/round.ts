import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxCall } from '../../api/src/sandbox/sandbox.ts';
import { allKinds, disturb, type Site } from './disturb.ts';
import { type Asked, keepBusy, type Office } from './load.ts';
import { patiently } from './patiently.ts';
import { seededRandom } from './random.ts';
import type { Call, Disturbance, Evidence, RunFact } from './verdict.ts';

export type RoundOptions = {
  seed: number;
  /** How long runs are started at least: every kind of disturbance comes once in any case. */
  seconds: number;
  people: number;
  kinds?: readonly Disturbance['what'][];
  /** Between two disturbances, from all ready to the next. */
  pauseMs: readonly [least: number, most: number];
};

type Ground = Site & { offices: readonly Office[]; calls: readonly SandboxCall[] };

/** Runs that are still at work this long after everything is ready again are lost. */
const settleBoundMs = 60_000;
/** What wakes up late and goes on wrongly would do so by then. */
const aftermathMs = 3_000;

/** Keeps people busy while parts are killed and frozen, then gathers what is known of every run. */
export async function playRound(ground: Ground, options: RoundOptions): Promise<Evidence> {
  const { seed, kinds = allKinds, pauseMs } = options;
  const until = new AbortController();
  const enoughAt = Date.now() + options.seconds * 1_000;
  const over = new AbortController();
  // Two sequences: how fast the load goes must not change what is done to the parts.
  const busy = keepBusy(
    { offices: ground.offices, seed, random: seededRandom(seed), until: until.signal, over: over.signal },
    options.people,
  );

  const random = seededRandom(seed + 1);
  const disturbances: Disturbance[] = [];
  try {
    // Every kind once, in any order, before any comes again.
    for (let waiting = [...kinds]; Date.now() < enoughAt || disturbances.length < kinds.length;) {
      await sleep(random.between(...pauseMs));
      const what = random.pick(waiting);
      disturbances.push(await disturb(ground, what, random));
      waiting = waiting.filter((one) => one !== what);
      if (waiting.length === 0) waiting = [...kinds];
    }
  } finally {
    until.abort();
  }
  const ending = setTimeout(() => over.abort(), settleBoundMs);
  const asked = await busy;
  clearTimeout(ending);
  ground.say(`${asked.length} runs were acknowledged; waiting for the last of them`);
  return gather(ground.calls, seed, asked, disturbances);
}

/** What is known of the runs once they have ended, and nothing can come after them any more. */
export async function gather(
  log: readonly SandboxCall[],
  seed: number,
  asked: readonly Asked[],
  disturbances: Disturbance[],
): Promise<Evidence> {
  await settle(asked);
  await sleep(aftermathMs);
  const runs = await Promise.all(asked.map(factOf));
  return { runs, calls: callsOf(log, seed), disturbances };
}

const question = `query ($id: ID!) { run(id: $id) { status finishedAt
  error { code message nodeId } steps { path status finishedAt } } }`;
type Seen = {
  status: string;
  finishedAt: string | null;
  error: { code: string; message: string; nodeId: string | null } | null;
  steps: { path: string; status: string; finishedAt: string | null }[];
};

const look = ({ caller, acknowledged: [id] }: Asked): Promise<Seen | null> =>
  patiently(async () => (await caller.ask<{ run: Seen | null }>(question, { id })).run);

async function settle(asked: readonly Asked[]): Promise<void> {
  let open = [...asked];
  for (const deadline = Date.now() + settleBoundMs; open.length > 0 && Date.now() < deadline;) {
    const seen = await Promise.all(open.map(async (run) => ({ run, now: await look(run) })));
    open = seen.filter(({ now }) => now && !now.finishedAt).map(({ run }) => run);
    if (open.length > 0) await sleep(500);
  }
}

async function factOf(asked: Asked): Promise<RunFact> {
  const { caller: _, ...known } = asked;
  const seen = await look(asked);
  const recorded = (seen?.steps ?? []).flatMap(({ path, status, finishedAt }) => {
    const [, number] = /^p(\d+)$/.exec(path) ?? [];
    return number && finishedAt && status === 'SUCCEEDED' ? [[number, Date.parse(finishedAt)]] : [];
  });
  const { status = 'not to be found', error = null } = seen ?? {};
  return {
    ...known,
    status,
    error: error && `${error.nodeId} ${error.code}: ${error.message}`,
    recordedAt: Object.fromEntries(recorded),
  };
}

/** What the provider's log says of this round: every prompt says its step and its run. */
function callsOf(log: readonly SandboxCall[], seed: number): Call[] {
  return log.flatMap(({ body, at, endedAt, outcome }) => {
    const [, step, mark] = new RegExp(String.raw`Step (\d+): (chaos-${seed}-\d+\.)`).exec(body) ?? [];
    return step && mark ? [{ mark, step: Number(step), at, endedAt, outcome }] : [];
  });
}
