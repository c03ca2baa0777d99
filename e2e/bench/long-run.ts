import type { Figure } from './figure.ts';
import { timings } from './figure.ts';
import { untilEnded } from './follow-run.ts';
import type { Ground } from './ground.ts';
import { median } from './statistics.ts';

/**
 * What a long run takes per step beyond its provider's own time: what grows with the number of steps is seen at 20 ms, what
 * belongs to a long call in forty of 1.5 s.
 */
export async function longRun(ground: Ground): Promise<Figure[]> {
  return [
    ...(await oneRun(ground, ground.rounds(1_000), 20)),
    ...(await oneRun(ground, ground.rounds(40), 1_500)),
  ];
}

/** Both at once, which takes 25 minutes: only when it is asked for by its name. */
export async function longestRun(ground: Ground): Promise<Figure[]> {
  return oneRun(ground, ground.rounds(1_000), 1_500);
}

async function oneRun({ sandbox, builder }: Ground, steps: number, delayMs: number): Promise<Figure[]> {
  const model = `sandbox-delay-${delayMs}`;
  const { caller, addModel, createChain, start } = await builder(`Long ${steps} ${delayMs}`);
  await addModel(sandbox.url, model);
  const mark = `long ${steps} ${delayMs}.`;
  const id = await start(await createChain(Array<string>(steps).fill(model)), mark);
  await untilEnded(caller, id, steps * delayMs);
  const calls = sandbox.calls.filter(({ body }) => body.includes(mark));
  if (calls.length !== steps) throw new Error(`${calls.length} calls for ${steps} steps.`);
  // From an answer to the next call: all that happens in between is the product's.
  const added = calls.slice(1).map(({ at }, index) => at - (calls[index]?.endedAt ?? at));
  const tenth = Math.ceil(added.length / 10);
  const name = `added per step of a run of ${steps} steps at a ${delayMs} ms provider`;
  return [
    timings(name, added),
    timings('  its last tenth', added.slice(-tenth), {
      what: 'its first tenth',
      value: median(added.slice(0, tenth)),
    }),
  ];
}
