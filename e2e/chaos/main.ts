// `npm run chaos`: twenty people save one draft at random; then the whole product under load while its parts are killed
// and frozen at random moments. The seed and every action are printed; the verdict is taken from the provider's own log
// and what the api acknowledged.
import { parseArgs } from 'node:util';
import { allKinds } from './disturb.ts';
import { createGround } from './ground.ts';
import { playRound } from './round.ts';
import { saveAtRandom } from './savers.ts';
import { judge } from './verdict.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true },
  },
});
const seed = Number(values.seed);
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (![seed, rounds, seconds].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  console.error('--seed, --rounds and --seconds take whole numbers.');
  process.exit(1);
}

// `--only postgres --only worker` leaves the other parts and the savers alone, `--only savers` all parts.
const savers = 'savers';
const wanted = (name: string) => values.only?.some((part) => name.startsWith(part)) ?? true;
const kinds = allKinds.filter(wanted);
if (kinds.length === 0 && !wanted(savers)) {
  console.error(`--only takes the beginning of one of: ${[savers, ...allKinds].join(', ')}.`);
  process.exit(1);
}

const faults: string[] = [];
if (wanted(savers) && !(await saveAtRandom(seconds)))
  faults.push('What twenty people saved at random did not end in one draft.');
if (kinds.length > 0) await disturbRuns();
console.log(faults.length === 0 ? 'Every promise was kept.' : `${faults.length} promises were broken.`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function disturbRuns(): Promise<void> {
  console.log(`seed ${seed}: npm run chaos -- --seed ${seed} does the same to the parts again`);
  const ground = await createGround(seed);
  try {
    for (let round = 0; round < rounds; round++) {
      ground.say(`round ${round + 1} of ${rounds}`);
      const evidence = await playRound(ground, {
        seed: seed + round,
        seconds,
        people: 16,
        kinds,
        pauseMs: [1_000, 4_000],
      });
      const { runs, calls, disturbances } = evidence;
      const cancelled = runs.filter(({ cancelledAt }) => cancelledAt !== null).length;
      const steps = runs
        .filter(({ cancelledAt }) => cancelledAt === null)
        .reduce((sum, run) => sum + run.steps, 0);
      ground.say(
        `${runs.length} runs, ${cancelled} of them cancelled; ${calls.length} calls, ${steps} steps of the others; ` +
          `${disturbances.length} disturbances`,
      );
      const found = judge(evidence);
      for (const fault of found) ground.say(`BROKEN  ${fault}`);
      faults.push(...found);
    }
  } finally {
    await ground.close();
  }
}
