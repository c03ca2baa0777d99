// `npm run chaos`: twenty people save one draft at random; then the whole product under load while its parts are killed
// and frozen at random moments. The seed and every action are printed; the verdict is taken from the provider's own log
// and what the api acknowledged.
import { parseArgs } from 'node:util';
import { loseOneOfEach } from './cluster.ts';
import { allKinds } from './disturb.ts';
import { playRounds } from './rounds.ts';
import { saveAtRandom } from './savers.ts';
import type { Disturbance } from './verdict.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true },
    kills: { type: 'string' },
    cluster: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (![seed, rounds, seconds].every((number) => Number.isSafeInteger(number) && number >= 0))
  refuse('--seed, --rounds and --seconds take whole numbers.');

// `--only postgres --only worker` leaves the other parts and the savers alone, `--only savers` all parts.
const savers = 'savers';
const wanted = (name: string) => values.only?.some((part) => name.startsWith(part)) ?? true;
const kinds = allKinds.filter(wanted);
if (kinds.length === 0 && !wanted(savers))
  refuse(`--only takes the beginning of one of: ${[savers, ...allKinds].join(', ')}.`);

// `--kills worker=100,api=40` does just that in each round, however long it takes.
const list = values.kills === undefined ? undefined : listOf(values.kills);

const faults: string[] = [];
// `--cluster` is another stack, of three workers and three nodes of Restate, and nothing else.
if (values.cluster) faults.push(...(await loseOneOfEach(seed)));
else await disturbAll();
console.log(faults.length === 0 ? 'Every promise was kept.' : `${faults.length} promises were broken.`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function disturbAll(): Promise<void> {
  if (wanted(savers) && !list && !(await saveAtRandom(seconds)))
    faults.push('What twenty people saved at random did not end in one draft.');
  if (kinds.length > 0) faults.push(...(await playRounds({ seed, rounds, seconds, kinds, list })));
}

function listOf(text: string): Disturbance['what'][] {
  return text.split(',').flatMap((entry) => {
    const [, part, times] = /^(\w+)=(\d+)$/.exec(entry) ?? [];
    const kind = allKinds.find((one) => one === `${part} killed`);
    if (!kind)
      refuse('--kills takes worker, api, restate and postgres, each with a number: worker=100,api=40.');
    return Array<typeof kind>(Number(times)).fill(kind);
  });
}

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}
