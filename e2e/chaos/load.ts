import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Builder, Workflow } from '../stack/builder.ts';
import type { Caller } from '../stack/caller.ts';
import { patiently } from './patiently.ts';
import type { Random } from './random.ts';
import type { RunFact } from './verdict.ts';
import { watch } from './watch.ts';

export type Chain = { workflow: Workflow; steps: number };
export type Office = Builder & {
  chains: Chain[];
  /** The same person, through the web's origin. */
  throughWeb: Caller;
  /** What all of its runs may spend together; null: without a limit. */
  budget: RunFact['budget'];
};

/** A run that was asked for: what is known of it before anybody looks how it ended. */
export type Asked = Pick<
  RunFact,
  'mark' | 'acknowledged' | 'steps' | 'cancelledAt' | 'watched' | 'budget'
> & {
  caller: Caller;
};

type Load = {
  offices: readonly Office[];
  seed: number;
  random: Random;
  /** No run begins after it. */
  until: AbortSignal;
  /** Nobody watches on after it. */
  over: AbortSignal;
};

const models = [
  'sandbox-delay-20',
  'sandbox-delay-150',
  'sandbox-chunks-10-every-30ms',
  'sandbox-chunks-20-every-50ms',
];

const restSeconds = 3;

/** An organisation with chains of three to five steps, of models that answer soon; in the midst of one it waits. */
export async function openOffice(
  builder: Builder,
  sandboxUrl: string,
  webUrl: string,
  random: Random,
): Promise<Office> {
  for (const model of models) await builder.addModel(sandboxUrl, model);
  const chains: Chain[] = [];
  for (const steps of [3, 4, 5]) {
    const drawn = Array.from({ length: steps }, () => random.pick(models));
    const workflow = await builder.createChain(drawn, steps === 4 ? restSeconds : null);
    chains.push({ workflow, steps });
  }
  return { ...builder, chains, throughWeb: builder.caller.at(webUrl), budget: null };
}

/** An organisation whose budget ends in the midst of a run, sooner or later. */
export async function openFrugalOffice(
  builder: Builder,
  sandboxUrl: string,
  webUrl: string,
): Promise<Office> {
  const model = 'sandbox-delay-150';
  const budget = { of: builder.slug, most: 0.25, perToken: 0.001 };
  await builder.addModel(sandboxUrl, model, undefined, String(budget.perToken));
  await builder.caller.change(
    'updateBudget',
    { limits: {}, monthlyCost: String(budget.most) },
    'budget { spent }',
  );
  const chain = { workflow: await builder.createChain(Array<string>(4).fill(model)), steps: 4 };
  return { ...builder, chains: [chain], throughWeb: builder.caller.at(webUrl), budget };
}

/** One person after another: starts a run, watches it to its end, and starts the next. */
export async function keepBusy(load: Load, people: number): Promise<Asked[]> {
  const asked: Asked[] = [];
  let number = 0;
  const work = async () => {
    while (!load.until.aborted) await one(load, `chaos-${load.seed}-${++number}.`, asked);
  };
  await Promise.all(Array.from({ length: people }, work));
  return asked;
}

async function one({ offices, random, over }: Load, mark: string, asked: Asked[]): Promise<void> {
  const office = random.pick(offices);
  const { workflow, steps } = random.pick(office.chains);
  const key = randomUUID();
  const times = random.chance(0.1) ? 50 : 1;
  const cancelAfterMs = random.chance(0.15) ? random.between(0, 1_000) : null;

  const start = () => patiently(() => office.start(workflow, mark, key));
  const acknowledged = await Promise.all(Array.from({ length: times }, start));
  const { budget, caller } = office;
  const run: Asked = { mark, acknowledged, steps, cancelledAt: null, watched: null, budget, caller };
  asked.push(run);
  const [id = ''] = acknowledged;
  // One that has reached a budget rests there: nobody sees it end.
  if (budget) return;
  if (cancelAfterMs === null) {
    run.watched = await watch(office.throughWeb, id, over);
    return;
  }
  await sleep(cancelAfterMs);
  if (await cancel(office.caller, id)) run.cancelledAt = Date.now();
}

/** False when the run had ended by itself. */
function cancel(caller: Caller, runId: string): Promise<boolean> {
  return patiently(async () => {
    try {
      await caller.change('cancelRun', { runId }, 'run { id }');
      return true;
    } catch (error) {
      const [, how] = /has ended already: it (\w+)/.exec(String(error)) ?? [];
      if (!how) throw error;
      // Its first answer may have been lost on the way.
      return how === 'cancelled';
    }
  });
}
