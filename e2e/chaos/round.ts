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
  /** Instead: just these, in any order, however long it takes. */
  list?: readonly Disturbance['what'][];
  /** Between two disturbances, from all ready to the next. */
  pauseMs: readonly [least: number, most: number];
};

type Ground = Site & { offices: readonly Office[]; calls: readonly SandboxCall[] };

/** Runs that are still at work this long after everything is ready again are lost. */
const settleBoundMs = 60_000;
/** What wakes up late and goes on wrongly would do so by then. */
const aftermathMs = 3_000;

/** Keeps people busy while parts are killed and frozen, then gathers what is known of every run. */
export async function playRound(
  ground: Ground,
  options: RoundOptions,
): Promise<{ asked: Asked[]; evidence: Evidence }> {
  const { seed, kinds = allKinds, list, pauseMs } = options;
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
    const goesOn = (left: number) =>
      list ? left > 0 : Date.now() < enoughAt || disturbances.length < kinds.length;
    // Every kind once, in any order, before any comes again.
    for (let waiting = [...(list ?? kinds)]; goesOn(waiting.length);) {
      await sleep(random.between(...pauseMs));
      const what = random.pick(waiting);
      disturbances.push(await disturb(ground, what, random));
      waiting.splice(waiting.indexOf(what), 1);
      if (waiting.length === 0 && !list) waiting = [...kinds];
    }
  } catch (error) {
    over.abort();
    throw error;
  } finally {
    until.abort();
  }
  const ending = setTimeout(() => over.abort(), settleBoundMs);
  const asked = await busy;
  clearTimeout(ending);
  ground.say(`${asked.length} runs were acknowledged; waiting for the last of them`);
  return { asked, evidence: await gather(ground.calls, seed, asked, disturbances) };
}

/** What ended stays as it ended: a run that is otherwise now has been written by somebody who came late. */
export async function findLateChanges(asked: readonly Asked[], { runs }: Evidence): Promise<string[]> {
  const now = await Promise.all(asked.map(look));
  return runs.flatMap(({ mark, status }, index) => {
    const later = now[index]?.status ?? 'not to be found';
    return later === status ? [] : [`run ${mark}: had ended as ${status}, and later is ${later}`];
  });
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
  error { code message nodeId } steps { path status finishedAt attempts { outcome } } } }`;
type Seen = {
  status: string;
  finishedAt: string | null;
  error: { code: string; message: string; nodeId: string | null } | null;
  steps: { path: string; status: string; finishedAt: string | null; attempts: { outcome: string }[] }[];
};

const look = ({ caller, acknowledged: [id] }: Asked): Promise<Seen | null> =>
  patiently(async () => (await caller.ask<{ run: Seen | null }>(question, { id })).run);

async function settle(asked: readonly Asked[]): Promise<void> {
  let open = [...asked];
  for (const deadline = Date.now() + settleBoundMs; open.length > 0 && Date.now() < deadline;) {
    const seen = await Promise.all(open.map(async (run) => ({ run, now: await look(run) })));
    open = seen
      .filter(({ now }) => now && !now.finishedAt && now.status !== 'OVER_BUDGET')
      .map(({ run }) => run);
    if (open.length > 0) await sleep(500);
  }
}

async function factOf(asked: Asked): Promise<RunFact> {
  const { caller: _, ...known } = asked;
  const seen = await look(asked);
  const prompts = (seen?.steps ?? []).flatMap((step) => {
    const [, number] = /^p(\d+)$/.exec(step.path) ?? [];
    return number ? [{ ...step, number }] : [];
  });
  const recorded = prompts.flatMap(({ number, status: how, finishedAt }) =>
    finishedAt && how === 'SUCCEEDED' ? [[number, Date.parse(finishedAt)]] : [],
  );
  const answers = prompts.map(({ number, attempts }) => [
    number,
    attempts.filter(({ outcome }) => outcome === 'answered').length,
  ]);
  const { status = 'not to be found', error = null } = seen ?? {};
  return {
    ...known,
    status,
    error: error && `${error.nodeId} ${error.code}: ${error.message}`,
    recordedAt: Object.fromEntries(recorded),
    receipts: Object.fromEntries(answers),
    retries: 0,
  };
}

/** What the provider's log says of this round: every prompt says its step and its run. */
function callsOf(log: readonly SandboxCall[], seed: number): Call[] {
  return log.flatMap(({ body, at, endedAt, outcome }) => {
    const [, step, mark] = new RegExp(String.raw`Step (\d+): (chaos-${seed}-\d+\.)`).exec(body) ?? [];
    return step && mark
      ? [{ mark, step: Number(step), at, endedAt, outcome, inputTokens: inputOf(body) }]
      : [];
  });
}

/** As the sandbox counts them. */
function inputOf(body: string): number {
  const { messages } = JSON.parse(body) as { messages: unknown };
  return Math.ceil(JSON.stringify(messages).length / 4);
}
