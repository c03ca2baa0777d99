import { once } from 'node:events';
import { untilEnded } from './follow-run.ts';
import { type Figure, timings } from './figure.ts';
import type { Ground } from './ground.ts';

const model = 'sandbox-delay-0';

/** From sending startRun to the first call's arrival at the provider, one run at a time. */
export async function firstStep({ sandbox, builder, rounds }: Ground): Promise<Figure[]> {
  const { caller, addModel, createChain, start } = await builder('First step');
  await addModel(sandbox.url, model);
  const workflow = await createChain([model]);
  const arrivals: number[] = [];
  const answers: number[] = [];
  for (let round = -5; round < rounds(100); round++) {
    const arrived = once(sandbox.server, 'request').then(() => performance.now());
    const begun = performance.now();
    const starting = start(workflow, `first step ${round}`).then((id) => ({ id, at: performance.now() }));
    const [arrivedAt, started] = await Promise.all([arrived, starting]);
    await untilEnded(caller, started.id);
    if (round < 0) continue; // Warming up.
    arrivals.push(arrivedAt - begun);
    answers.push(started.at - begun);
  }
  const answered = timings('startRun sent -> acknowledged', answers);
  return [
    timings('startRun sent -> first call at the provider', arrivals, {
      what: 'startRun acknowledged',
      value: answered.value,
    }),
    answered,
  ];
}
