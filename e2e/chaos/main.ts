// `npm run chaos`: the whole product under load while its parts are killed and frozen at random moments. The seed and
// every action are printed; the verdict is taken from the provider's own log and what the api acknowledged.
import { parseArgs } from 'node:util';
import { allKinds } from './disturb.ts';
import { createGround } from './ground.ts';
import { playRound } from './round.ts';
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

// `--only postgres --only worker` leaves the other parts alone.
const kinds = allKinds.filter((kind) => values.only?.some((part) => kind.startsWith(part)) ?? true);
if (kinds.length === 0) {
  console.error(`--only takes the beginning of one of: ${allKinds.join(', ')}.`);
  process.exit(1);
}

console.log(`seed ${seed}: npm run chaos -- --seed ${seed} does the same to the parts again`);
const ground = await createGround(seed);
const faults: string[] = [];
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
console.log(faults.length === 0 ? 'Every promise was kept.' : `${faults.length} promises were broken.`);
process.exitCode = faults.length === 0 ? 0 : 1;
