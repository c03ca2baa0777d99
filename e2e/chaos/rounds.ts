import { createGround } from './ground.ts';
import { findLateChanges, playRound, type RoundOptions } from './round.ts';
import { judge } from './verdict.ts';

type Options = Pick<RoundOptions, 'seed' | 'seconds' | 'kinds' | 'list'> & { rounds: number };

/** As many rounds on one stack; gives every promise that was broken. */
export async function playRounds({ seed, rounds, seconds, kinds, list }: Options): Promise<string[]> {
  console.log(`seed ${seed}: npm run chaos -- --seed ${seed} does the same to the parts again`);
  const ground = await createGround(seed);
  const faults: string[] = [];
  const tell = (found: string[]) => {
    for (const fault of found) ground.say(`BROKEN  ${fault}`);
    faults.push(...found);
  };
  const played: Awaited<ReturnType<typeof playRound>>[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      ground.say(`round ${round + 1} of ${rounds}`);
      const pauseMs = list ? ([300, 2_000] as const) : ([1_000, 4_000] as const);
      const one = await playRound(ground, { seed: seed + round, seconds, people: 16, kinds, list, pauseMs });
      played.push(one);
      const { runs, calls, disturbances } = one.evidence;
      const cancelled = runs.filter(({ cancelledAt }) => cancelledAt !== null).length;
      const overBudget = runs.filter(({ status }) => status === 'OVER_BUDGET').length;
      const steps = runs
        .filter(({ cancelledAt }) => cancelledAt === null)
        .reduce((sum, run) => sum + run.steps, 0);
      ground.say(
        `${runs.length} runs, ${cancelled} of them cancelled, ${overBudget} stopped by a budget; ${calls.length} calls, ${steps} steps of the others; ` +
          `${disturbances.length} disturbances`,
      );
      tell(judge(one.evidence));
    }
    for (const { asked, evidence } of played) tell(await findLateChanges(asked, evidence));
  } finally {
    await ground.close();
  }
  const disturbances = played.flatMap(({ evidence }) => evidence.disturbances);
  const times = [...Map.groupBy(disturbances, ({ what }) => what)];
  console.log(
    `${played.flatMap(({ asked }) => asked).length} runs, ` +
      `${played.flatMap(({ evidence }) => evidence.calls).length} calls; ` +
      times.map(([what, all]) => `${what}: ${all.length}`).join(', '),
  );
  return faults;
}
