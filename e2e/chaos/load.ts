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
};

/** A run that was asked for: what is known of it before anybody looks how it ended. */
export type Asked = Pick<RunFact, 'mark' | 'acknowledged' | 'steps' | 'cancelledAt' | 'watched'> & {
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

/** An organisation with chains of three to five steps, of models that answer soon. */
export async function openOffice(
  builder: Builder,
  sandboxUrl: string,
  webUrl: string,
  random: Random,
): Promise<Office> {
  for (const model of models) await builder.addModel(sandboxUrl, model);
  const chains: Chain[] = [];
  for (const steps of [3, 4, 5]) {
    const workflow = await builder.createChain(Array.from({ length: steps }, () => random.pick(models)));
    chains.push({ workflow, steps });
  }
  return { ...builder, chains, throughWeb: builder.caller.at(webUrl) };
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
  const times = random.chance(0.1) ? 20 : 1;
  const cancelAfterMs = random.chance(0.15) ? random.between(0, 1_000) : null;

  const start = () => patiently(() => office.start(workflow, mark, key));
  const acknowledged = await Promise.all(Array.from({ length: times }, start));
  const run: Asked = { mark, acknowledged, steps, cancelledAt: null, watched: null, caller: office.caller };
  asked.push(run);
  const [id = ''] = acknowledged;
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
